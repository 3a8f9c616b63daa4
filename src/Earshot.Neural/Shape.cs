using System.Runtime.CompilerServices;
using System.Text;

namespace Earshot.Neural;

/// <summary>The lengths of a tensor's dimensions, outermost first, each with a one-letter name.</summary>
/// <remarks>
/// The letters of the house: B examples, T frames, F features, C channels, H heads or hidden units, V vocabulary, U labels, I inputs and O
/// outputs of a weight, K taps of a kernel. Names pick a dimension (<c>x.Mean('T')</c>) and make errors readable.
/// A value type: shapes cost no managed memory.
/// </remarks>
public readonly struct Shape : IEquatable<Shape>
{
    /// <summary>The most dimensions that a tensor has.</summary>
    public const int MaxRank = 4;

    private readonly Lengths _lengths;
    private readonly Letters _names;

    /// <summary>Creates a shape.</summary>
    /// <param name="names">One letter for each dimension, no letter twice, for example <c>"BTF"</c>.</param>
    /// <param name="lengths">Elements along each dimension, 1 or more.</param>
    /// <exception cref="ArgumentException">Names and lengths differ in number, a name occurs twice, or there are more than four.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A length is less than 1, or all of them are more than 2^31 - 1 elements.</exception>
    public Shape(string names, params ReadOnlySpan<int> lengths)
    {
        ArgumentNullException.ThrowIfNull(names);
        if (names.Length != lengths.Length || names.Length > MaxRank)
        {
            throw new ArgumentException($"names \"{names}\" for {lengths.Length} lengths; as many of both, at most {MaxRank}, were expected", nameof(names));
        }

        long count = 1;
        for (int i = 0; i < lengths.Length; i++)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(lengths[i], 1, nameof(lengths));
            if (names.IndexOf(names[i], StringComparison.Ordinal) != i)
            {
                throw new ArgumentException($"names \"{names}\" holds {names[i]} twice; each dimension needs a name of its own", nameof(names));
            }

            _lengths[i] = lengths[i];
            _names[i] = names[i];
            count *= lengths[i];
            ArgumentOutOfRangeException.ThrowIfGreaterThan(count, int.MaxValue, nameof(lengths));
        }

        Rank = names.Length;
        Count = (int)count;
    }

    private Shape(Letters names, Lengths lengths, int rank)
    {
        _names = names;
        _lengths = lengths;
        Rank = rank;
        long count = 1;
        for (int i = 0; i < rank; i++)
        {
            count *= lengths[i];
        }

        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, int.MaxValue, nameof(lengths));
        Count = (int)count;
    }

    /// <summary>The shape of a single number, without dimensions.</summary>
    public static Shape Scalar { get; } = new("");

    /// <summary>Number of dimensions, 0 .. 4.</summary>
    public int Rank { get; }

    /// <summary>Number of elements, the product of all lengths.</summary>
    public int Count { get; }

    /// <summary>The length of the innermost dimension, 1 for a single number.</summary>
    public int Last => Rank == 0 ? 1 : _lengths[Rank - 1];

    /// <summary>The length of a dimension.</summary>
    /// <param name="axis">0 for the outermost; negative counts from the innermost, -1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    public int this[int axis]
    {
        get
        {
            int index = axis < 0 ? Rank + axis : axis;
            return (uint)index < (uint)Rank ? _lengths[index] : throw new ArgumentOutOfRangeException(nameof(axis), axis, $"{this} has {Rank} dimensions");
        }
    }

    /// <summary>The length of the dimension with this name.</summary>
    /// <param name="name">The dimension's letter.</param>
    /// <exception cref="ArgumentException">There is no such dimension.</exception>
    public int this[char name] => _lengths[AxisOf(name)];

    /// <summary>Whether both have the same lengths and names.</summary>
    /// <param name="left">One shape.</param>
    /// <param name="right">Another.</param>
    public static bool operator ==(Shape left, Shape right) => left.Equals(right);

    /// <summary>Whether lengths or names differ.</summary>
    /// <param name="left">One shape.</param>
    /// <param name="right">Another.</param>
    public static bool operator !=(Shape left, Shape right) => !left.Equals(right);

    /// <summary>The letter of a dimension.</summary>
    /// <param name="axis">0 for the outermost.</param>
    public char NameOf(int axis) => _names[axis];

    /// <summary>The place of a dimension.</summary>
    /// <param name="name">The dimension's letter.</param>
    /// <returns>0 for the outermost.</returns>
    /// <exception cref="ArgumentException">There is no such dimension.</exception>
    public int AxisOf(char name) =>
        IndexOf(name) is int axis and >= 0 ? axis : throw new ArgumentException($"{this} has no dimension {name}", nameof(name));

    /// <summary>The place of a dimension, or -1.</summary>
    /// <param name="name">The dimension's letter.</param>
    public int IndexOf(char name)
    {
        for (int i = 0; i < Rank; i++)
        {
            if (_names[i] == name)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>Number of elements before a dimension (outside it) and after it (inside it).</summary>
    /// <param name="axis">0 for the outermost.</param>
    public (int Outer, int Length, int Inner) SplitAt(int axis)
    {
        int outer = 1;
        for (int i = 0; i < axis; i++)
        {
            outer *= _lengths[i];
        }

        return (outer, _lengths[axis], Count / (outer * _lengths[axis]));
    }

    /// <summary>The same shape with another length, and perhaps another name, in one dimension.</summary>
    /// <param name="axis">0 for the outermost; negative counts from the innermost, -1.</param>
    /// <param name="length">The new length.</param>
    /// <param name="name">The new letter; the old one when omitted.</param>
    public Shape With(int axis, int length, char name = '\0')
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        int index = axis < 0 ? Rank + axis : axis;
        Lengths lengths = _lengths;
        Letters names = _names;
        lengths[index] = length;
        names[index] = name == '\0' ? names[index] : name;
        return new Shape(names, lengths, Rank);
    }

    /// <summary>The same shape without one dimension.</summary>
    /// <param name="axis">0 for the outermost; negative counts from the innermost, -1.</param>
    public Shape Without(int axis)
    {
        int index = axis < 0 ? Rank + axis : axis;
        Lengths lengths = default;
        Letters names = default;
        for (int i = 0, to = 0; i < Rank; i++)
        {
            if (i != index)
            {
                lengths[to] = _lengths[i];
                names[to++] = _names[i];
            }
        }

        return new Shape(names, lengths, Rank - 1);
    }

    /// <summary>Whether both have the same lengths in the same order, whatever their names.</summary>
    /// <param name="other">Another shape.</param>
    public bool SameLengths(in Shape other)
    {
        ReadOnlySpan<int> mine = _lengths;
        ReadOnlySpan<int> theirs = other._lengths;
        return Rank == other.Rank && mine[..Rank].SequenceEqual(theirs[..Rank]);
    }

    /// <inheritdoc/>
    public bool Equals(Shape other)
    {
        ReadOnlySpan<char> mine = _names;
        ReadOnlySpan<char> theirs = other._names;
        return SameLengths(other) && mine[..Rank].SequenceEqual(theirs[..Rank]);
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Shape other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Rank, Count, Last);

    /// <summary>For people, for example <c>[B 16, T 200, F 70]</c>.</summary>
    public override string ToString()
    {
        var text = new StringBuilder("[");
        for (int i = 0; i < Rank; i++)
        {
            text.Append(i > 0 ? ", " : "").Append(_names[i]).Append(' ').Append(_lengths[i]);
        }

        return text.Append(']').ToString();
    }

    [InlineArray(MaxRank)]
    private struct Lengths
    {
        private int _first;
    }

    [InlineArray(MaxRank)]
    private struct Letters
    {
        private char _first;
    }
}
