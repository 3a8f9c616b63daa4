namespace Earshot.Signals.Windows;

/// <summary>Which of the two conventions a window of N points follows.</summary>
public enum WindowSymmetry
{
    /// <summary>One period of N points, the next would repeat the first: for spectra and overlap-add.</summary>
    Periodic,

    /// <summary>First and last point are equal: for filter design.</summary>
    Symmetric,
}
