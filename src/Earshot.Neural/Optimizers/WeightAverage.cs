using System.Numerics;
using System.Numerics.Tensors;
using Earshot.Neural.Layers;

namespace Earshot.Neural.Optimizers;

/// <summary>A running average of a model's parameters, which often does better than the last of them (Polyak and Juditsky 1992).</summary>
/// <typeparam name="T">The number format.</typeparam>
public sealed class WeightAverage<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly NamedParameter<T>[] _parameters;
    private readonly T[][] _averages;
    private readonly double _decay;

    /// <summary>Begins with the parameters as they are.</summary>
    /// <param name="model">The model.</param>
    /// <param name="decay">Share of the average that stays in a step, 0 .. below 1; 0.999 averages over some thousand steps.</param>
    public WeightAverage(Module<T> model, double decay)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(decay);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(decay, 1);
        _decay = decay;
        _parameters = [.. model.Parameters];
        _averages = [.. _parameters.Select(named => named.Parameter.Values.ToArray())];
    }

    internal IEnumerable<(string Name, T[] Values)> State => _parameters.Select((named, i) => ($"average.{named.Name}", _averages[i]));

    /// <summary>Takes the parameters of one more step into the average. The first steps weigh more, so that the beginning is forgotten soon.</summary>
    /// <param name="step">The step, 0 for the first.</param>
    public void Update(long step)
    {
        T decay = T.CreateChecked(Math.Min(_decay, (1.0 + step) / (10 + step)));
        for (int i = 0; i < _parameters.Length; i++)
        {
            Span<T> average = _averages[i];
            TensorPrimitives.Subtract(average, _parameters[i].Parameter.Values, average);
            TensorPrimitives.MultiplyAdd(average, decay, _parameters[i].Parameter.Values, average);
        }
    }

    /// <summary>Exchanges the parameters and their averages; a second call undoes the first.</summary>
    public void Swap()
    {
        for (int i = 0; i < _parameters.Length; i++)
        {
            Span<T> values = _parameters[i].Parameter.Values;
            for (int k = 0; k < values.Length; k++)
            {
                (values[k], _averages[i][k]) = (_averages[i][k], values[k]);
            }
        }
    }
}
