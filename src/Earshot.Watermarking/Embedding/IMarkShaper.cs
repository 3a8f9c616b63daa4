namespace Earshot.Watermarking.Embedding;

/// <summary>Fits the mark to one window of the programme.</summary>
internal interface IMarkShaper
{
    /// <summary>Turns the spectra of programme and mark into the spectrum of the difference.</summary>
    /// <param name="bands">The sub-bands to change.</param>
    /// <param name="host">The window of the programme, not windowed, oldest first.</param>
    /// <param name="hostRe">Real parts of the programme's windowed spectrum.</param>
    /// <param name="hostIm">Imaginary parts of the programme's windowed spectrum.</param>
    /// <param name="markRe">Real parts of the mark's windowed spectrum.</param>
    /// <param name="markIm">Imaginary parts of the mark's windowed spectrum.</param>
    /// <param name="re">Real parts of the difference; 0 on entry.</param>
    /// <param name="im">Imaginary parts of the difference; 0 on entry.</param>
    void Shape(
        MarkBands bands,
        ReadOnlySpan<float> host,
        ReadOnlySpan<float> hostRe,
        ReadOnlySpan<float> hostIm,
        ReadOnlySpan<float> markRe,
        ReadOnlySpan<float> markIm,
        Span<float> re,
        Span<float> im);

    /// <summary>Returns to the state at birth.</summary>
    void Reset();
}
