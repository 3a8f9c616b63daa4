using System.Numerics;

namespace Earshot.Neural.Training;

/// <summary>What a model is trained for: the data, and the loss.</summary>
/// <typeparam name="T">The number format.</typeparam>
public interface ITrainingTask<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Computes the loss of one part of a batch. Must depend on its arguments and the model only, so that a run can be taken up again; called on several threads at once.</summary>
    /// <param name="tape">The tape, empty.</param>
    /// <param name="step">Which part of which step.</param>
    /// <returns>One number, the mean over the part.</returns>
    Tensor<T> Loss(Tape<T> tape, TrainingStep step);

    /// <summary>Judges the model on data that it is not trained on.</summary>
    /// <param name="tape">An empty tape, which does not record.</param>
    /// <returns>A loss, less is better; or NaN when there is no such data.</returns>
    double Validate(Tape<T> tape) => double.NaN;
}
