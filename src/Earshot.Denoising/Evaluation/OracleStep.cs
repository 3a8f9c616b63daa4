namespace Earshot.Denoising.Evaluation;

/// <summary>How much of the truth an oracle applies; the steps of the article's argument.</summary>
internal enum OracleStep
{
    /// <summary>The clean magnitude of each of the 481 bins, with the noisy phase.</summary>
    BinMagnitudes,

    /// <summary>34 band gains.</summary>
    BandGains,

    /// <summary>34 band gains and 34 strengths of the comb filter.</summary>
    BandGainsAndComb,

    /// <summary>The same and the envelope postfilter.</summary>
    BandGainsCombPostfilter,
}
