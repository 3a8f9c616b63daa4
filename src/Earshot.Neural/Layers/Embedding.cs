using System.Numerics;
using Earshot.Neural.Operations;
using Earshot.Signals.Randomness;

namespace Earshot.Neural.Layers;

/// <summary>A learned vector for each symbol.</summary>
/// <typeparam name="T">The number format.</typeparam>
public sealed class Embedding<T> : Module<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Creates the vectors, standard normal divided by the root of their length.</summary>
    /// <param name="symbols">Number of symbols, 1 or more.</param>
    /// <param name="size">Features of a vector, 1 or more.</param>
    /// <param name="random">Decides the vectors.</param>
    public Embedding(int symbols, int size, SeededRandom random) =>
        Weight = Add(new Parameter<T>("weight", new Shape("VC", symbols, size)).He(2 * size, random));

    /// <summary>The vectors, <c>[V, C]</c>.</summary>
    public Parameter<T> Weight { get; }

    /// <summary>Looks symbols up.</summary>
    /// <param name="tape">The tape.</param>
    /// <param name="symbols">Symbols of all examples, one example after the other; read again in the backward pass.</param>
    /// <param name="examples">Number of examples, a divisor of the number of symbols.</param>
    /// <returns>Their vectors, <c>[B, T, C]</c>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A symbol is unknown, or the symbols do not divide into the examples.</exception>
    public Tensor<T> Forward(Tape<T> tape, int[] symbols, int examples)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(examples, 1);
        ArgumentOutOfRangeException.ThrowIfNotEqual(symbols.Length % examples, 0, nameof(symbols));
        Tensor<T> rows = tape.Use(Weight).Gather(0, symbols);
        return rows.Reshape(new Shape("BTC", examples, symbols.Length / examples, Weight.Shape[1]));
    }

    /// <summary>The vector of one symbol, for streams.</summary>
    /// <param name="symbol">The symbol.</param>
    public ReadOnlySpan<T> Lookup(int symbol) => Weight.Values.Slice(symbol * Weight.Shape[1], Weight.Shape[1]);
}
