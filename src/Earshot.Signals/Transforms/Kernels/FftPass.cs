namespace Earshot.Signals.Transforms.Kernels;

/// <summary>One of the passes that a transform consists of; immutable apart from its scratch memory.</summary>
internal abstract unsafe class FftPass
{
    /// <summary>Reads a whole array of complex numbers and writes another, which must not overlap it.</summary>
    public abstract void Run(float* xr, float* xi, float* yr, float* yi);
}
