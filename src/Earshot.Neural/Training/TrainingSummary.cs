namespace Earshot.Neural.Training;

/// <summary>How training ended.</summary>
/// <param name="Step">Steps taken, those before an interruption too.</param>
/// <param name="Loss">Loss of the last step.</param>
/// <param name="BestValidation">The least validation loss; NaN where nothing was validated.</param>
/// <param name="BestStep">The steps taken when it was reached.</param>
/// <param name="EndedEarly">Whether training stopped because validation had not improved for long.</param>
public sealed record TrainingSummary(long Step, double Loss, double BestValidation, long BestStep, bool EndedEarly);
