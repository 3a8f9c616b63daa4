namespace Earshot.Neural.Kernels;

internal static class Logarithm
{
    public const int SqrtHalfBits = 0x3F3504F3;
}
