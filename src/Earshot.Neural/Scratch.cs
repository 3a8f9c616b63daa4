using System.Numerics;

namespace Earshot.Neural;

/// <summary>Working memory of one operation, given back when it is disposed; what it holds at first is undefined.</summary>
/// <typeparam name="T">The number format.</typeparam>
public readonly ref struct Scratch<T> : IDisposable
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Arena<T> _arena;
    private readonly (int Chunk, int Offset) _mark;

    internal Scratch(Arena<T> arena, int count)
    {
        _arena = arena;
        _mark = arena.Mark;
        Span = arena.Take(count).Span;
    }

    /// <summary>The elements.</summary>
    public Span<T> Span { get; }

    /// <summary>Gives the memory back; the last taken goes first.</summary>
    public void Dispose() => _arena.Release(_mark);
}
