namespace Earshot.Benchmarks.Transforms;

/// <summary>A real transform done by FFTW, with the plan that it measured to be fastest.</summary>
internal sealed unsafe class FftwRealTransform : IDisposable
{
    private const uint Measure = 0; // FFTW_MEASURE
    private readonly float* _signal;
    private readonly float* _spectrum;
    private readonly nint _forward;
    private readonly nint _inverse;

    public FftwRealTransform(ReadOnlySpan<float> signal)
    {
        _signal = Fftw.Allocate((nuint)(sizeof(float) * signal.Length));
        _spectrum = Fftw.Allocate((nuint)(sizeof(float) * (signal.Length + 2)));
        _forward = Fftw.PlanForward(signal.Length, _signal, _spectrum, Measure);
        _inverse = Fftw.PlanInverse(signal.Length, _spectrum, _signal, Measure);

        // Planning overwrites both arrays; without the spectrum refilled, inverses would run on zeros.
        signal.CopyTo(new Span<float>(_signal, signal.Length));
        signal.CopyTo(new Span<float>(_spectrum, signal.Length));
        _spectrum[signal.Length] = _spectrum[signal.Length + 1] = 0;
    }

    public void Forward() => Fftw.Execute(_forward);

    // Each call may leave something else in the spectrum; the time does not depend on the values.
    public void Inverse() => Fftw.Execute(_inverse);

    public void Dispose()
    {
        Fftw.Destroy(_forward);
        Fftw.Destroy(_inverse);
        Fftw.Free(_signal);
        Fftw.Free(_spectrum);
    }
}
