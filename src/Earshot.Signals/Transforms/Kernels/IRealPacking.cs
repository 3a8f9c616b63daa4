namespace Earshot.Signals.Transforms.Kernels;

/// <summary>The step between a real transform and the complex one of half its length that does the work.</summary>
internal unsafe interface IRealPacking
{
    /// <summary>Spectrum of the paired samples (n numbers and room for one more) -> n + 1 bins of the real signal.</summary>
    void Join(float* zr, float* zi, float* real, float* imaginary);

    /// <summary>n + 1 bins -> spectrum of the paired samples (n numbers and room for one more), scaled by 1 / n.</summary>
    void Part(float* real, float* imaginary, float* zr, float* zi);

    /// <summary>Paired samples -> 2 n samples.</summary>
    void Interleave(float* zr, float* zi, float* output);
}
