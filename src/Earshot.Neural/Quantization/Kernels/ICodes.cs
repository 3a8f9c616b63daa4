namespace Earshot.Neural.Quantization.Kernels;

/// <summary>Thirty-two bytes, in as many registers as they need.</summary>
/// <typeparam name="TSelf">The implementing struct.</typeparam>
internal unsafe interface ICodes<TSelf>
    where TSelf : unmanaged, ICodes<TSelf>
{
    static abstract TSelf operator |(TSelf left, TSelf right);

    static abstract TSelf Load(byte* source);

    /// <summary>Bits [shift, shift + bits) of each byte.</summary>
    static abstract TSelf Field(TSelf value, int shift, int bits);

    /// <summary>One bit of each byte, moved to another place.</summary>
    static abstract TSelf Bit(TSelf value, int from, int to);
}
