namespace Earshot.Signals.Transforms.Kernels;

/// <summary>How complex input lies in memory.</summary>
internal unsafe interface ISource
{
    /// <summary>Distance of neighbouring real parts.</summary>
    static abstract int FloatsPerNumber { get; }

    /// <summary>Reads consecutive complex numbers, one a lane.</summary>
    /// <param name="xr">Real parts, or all parts when they are paired.</param>
    /// <param name="xi">Imaginary parts; not read when they are paired.</param>
    /// <param name="index">Index of the first number.</param>
    static abstract ComplexLanes<T> Load<T>(float* xr, float* xi, nint index)
        where T : unmanaged, ILanes<T>;
}
