using Earshot.Signals.Randomness;

namespace Earshot.Neural.Tests.Kernels;

/// <summary>Matrices for tests, the same in every run.</summary>
internal static class RandomMatrix
{
    public static float[] Gaussian(long length, ulong seed)
    {
        var values = new float[length];
        new SeededRandom(seed).FillGaussian(values);
        return values;
    }
}
