namespace Earshot.Neural.Training;

/// <summary>How training stands.</summary>
/// <param name="Step">Steps taken.</param>
/// <param name="Loss">Loss of the last step.</param>
/// <param name="Rate">Its learning rate.</param>
/// <param name="GradientNorm">Length of all its gradients before they were clipped.</param>
/// <param name="Seconds">Time since training began or was taken up again.</param>
/// <param name="Validation">The validation that followed the step; NaN where there was none.</param>
public readonly record struct TrainingProgress(long Step, double Loss, double Rate, double GradientNorm, double Seconds, double Validation);
