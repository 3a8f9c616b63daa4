using System.Numerics;

namespace Earshot.Neural;

// Memory for the elements of one training step: taken piece by piece, given back all at once. A step that needed several chunks leaves
// one chunk of their joint size, so that from the second step on nothing is allocated. Pieces start at multiples of 64 bytes, so that
// vectors do not straddle cache lines.
internal sealed class Arena<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int FirstChunk = 1 << 14; // elements
    private readonly List<Memory<T>> _chunks = [];
    private int _chunk;
    private int _offset;

    // Elements that never were written read as NaN, so that a test sees who reads them.
    public bool FillsWithNaN { get; init; }

    public (int Chunk, int Offset) Mark => (_chunk, _offset);

    public long Capacity => _chunks.Sum(chunk => (long)chunk.Length);

    public unsafe Memory<T> Take(int count)
    {
        int lanes = 64 / sizeof(T);
        int needed = (count + lanes - 1) / lanes * lanes;
        while (_chunk < _chunks.Count && _chunks[_chunk].Length - _offset < needed)
        {
            _chunk++;
            _offset = 0;
        }

        if (_chunk == _chunks.Count)
        {
            _chunks.Add(Aligned(Math.Max(needed, _chunks.Count == 0 ? FirstChunk : (int)Math.Min(Capacity, 1 << 26))));
            _offset = 0;
        }

        Memory<T> piece = _chunks[_chunk].Slice(_offset, count);
        _offset += needed;
        if (FillsWithNaN)
        {
            piece.Span.Fill(T.NaN);
        }

        return piece;
    }

    // Gives back everything that was taken since the mark.
    public void Release((int Chunk, int Offset) mark) => (_chunk, _offset) = mark;

    public void Reset()
    {
        if (_chunks.Count > 1 && Capacity < Array.MaxLength / 2)
        {
            int all = (int)Capacity;
            _chunks.Clear();
            _chunks.Add(Aligned(all));
        }

        (_chunk, _offset) = (0, 0);
    }

    private static unsafe Memory<T> Aligned(int count)
    {
        int lanes = 64 / sizeof(T);
        T[] block = GC.AllocateUninitializedArray<T>(count + lanes, pinned: true);
        fixed (T* first = block)
        {
            int skip = (int)((64 - ((nuint)first % 64)) % 64 / (nuint)sizeof(T));
            return block.AsMemory(skip, count);
        }
    }
}
