namespace Earshot.Watermarking.Embedding;

/// <summary>A first-in, first-out store of samples with room that is fixed at birth.</summary>
internal sealed class SampleQueue
{
    private readonly float[] _samples; // [sample], a ring
    private int _start;

    public SampleQueue(int capacity)
    {
        _samples = new float[capacity];
    }

    public int Count { get; private set; }

    public void Write(ReadOnlySpan<float> source)
    {
        if (source.Length > _samples.Length - Count)
        {
            throw new InvalidOperationException($"a queue of {_samples.Length} samples is full");
        }

        int at = (_start + Count) % _samples.Length;
        int first = Math.Min(source.Length, _samples.Length - at);
        source[..first].CopyTo(_samples.AsSpan(at));
        source[first..].CopyTo(_samples);
        Count += source.Length;
    }

    public void Read(Span<float> target)
    {
        if (target.Length > Count)
        {
            throw new InvalidOperationException($"a queue holds {Count} samples, not {target.Length}");
        }

        int first = Math.Min(target.Length, _samples.Length - _start);
        _samples.AsSpan(_start, first).CopyTo(target);
        _samples.AsSpan(0, target.Length - first).CopyTo(target[first..]);
        _start = (_start + target.Length) % _samples.Length;
        Count -= target.Length;
    }

    public void Clear()
    {
        Array.Clear(_samples);
        _start = 0;
        Count = 0;
    }
}
