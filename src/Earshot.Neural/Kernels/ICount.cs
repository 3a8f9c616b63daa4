namespace Earshot.Neural.Kernels;

/// <summary>A number that is a type.</summary>
internal interface ICount
{
    /// <summary>The number.</summary>
    static abstract int Value { get; }
}
