using System.Numerics.Tensors;
using Earshot.Signals.Randomness;
using Earshot.Signals.Transforms;
using Earshot.Signals.Windows;
using Earshot.Watermarking.Coding;
using Earshot.Watermarking.Keys;

namespace Earshot.Watermarking.Embedding;

/// <summary>Makes the mark as a signal of its own, window by window, for all channels to share.</summary>
/// <remarks>
/// Event: strength x sign x pattern and the rest of the energy as noise, as the published demonstration has it (0.8 and 0.6), so that the pattern does
/// not buzz. Continuous: the pattern alone, since the programme itself stays.
/// </remarks>
internal sealed class MarkSource
{
    private readonly WatermarkKey _key;
    private readonly bool _continuous;
    private readonly float _pattern;
    private readonly float _noise;
    private readonly float[] _frame; // [FrameLength], the pattern
    private readonly sbyte[] _payloadSigns = new sbyte[MarkFormat.PayloadFrameCount]; // [frame]
    private readonly ulong _seed;
    private readonly RealFft _fft = new(MarkGrid.WindowLength);
    private readonly float[] _window = Window.RootHann(MarkGrid.WindowLength); // [WindowLength]
    private readonly float[] _signal = new float[MarkGrid.WindowLength]; // [WindowLength], oldest first
    private readonly float[] _work = new float[MarkGrid.WindowLength];
    private readonly SeededRandom _random;
    private PlannedMark _mark;
    private bool _hasMark;
    private long _block;

    /// <summary>Creates a source.</summary>
    /// <param name="key">The key.</param>
    /// <param name="profile">Event or continuous.</param>
    /// <param name="strength">Amplitude of the pattern in the mark, 0 .. 1.</param>
    /// <param name="seed">Chooses pattern and noise.</param>
    public MarkSource(WatermarkKey key, WatermarkProfile profile, double strength, ulong seed)
    {
        _key = key;
        _seed = seed;
        _continuous = profile == WatermarkProfile.Continuous;
        _pattern = _continuous ? 1 : (float)strength;
        // White noise with the power of one line (1) in every 100 Hz of the 8 kHz.
        _noise = _continuous ? 0 : (float)Math.Sqrt((1 - (strength * strength)) * 80);
        _frame = MarkPattern.Create(seed);
        _random = new SeededRandom(seed ^ 0x6E6F697365);
        Real = new float[MarkGrid.BinCount];
        Imaginary = new float[MarkGrid.BinCount];
    }

    /// <summary>Real parts of the newest window's spectrum.</summary>
    public float[] Real { get; } // [bin]

    /// <summary>Imaginary parts of the newest window's spectrum.</summary>
    public float[] Imaginary { get; } // [bin]

    /// <summary>The sub-bands to change in the newest window.</summary>
    public MarkBands Bands { get; private set; }

    /// <summary>Sample on the grid from which on a mark can still be planned.</summary>
    public long NextPlannable => _block * MarkGrid.HopLength;

    /// <summary>Whether a planned mark is not finished yet.</summary>
    public bool IsBusy => _hasMark;

    /// <summary>Plans the next mark of the event profile.</summary>
    public void Plan(PlannedMark mark)
    {
        _mark = mark;
        _hasMark = true;
        if (mark.Payload is { } payload)
        {
            PayloadCode.Encode(payload, _payloadSigns);
            for (int i = 0; i < _payloadSigns.Length; i++)
            {
                _payloadSigns[i] *= _key.PayloadSigns[i];
            }
        }
    }

    /// <summary>Goes on by one block of <see cref="MarkGrid.HopLength"/> samples.</summary>
    /// <returns>Whether the window that ends with this block changes the programme.</returns>
    public bool Next()
    {
        // 1. block -> samples of the mark
        _signal.AsSpan(MarkGrid.HopLength).CopyTo(_signal);
        Span<float> block = _signal.AsSpan(MarkGrid.WindowLength - MarkGrid.HopLength);
        Fill(_block * MarkGrid.HopLength, block);

        _block++;

        // 2. middle of the window -> is it inside a mark?
        long middle = (_block * MarkGrid.HopLength) - (MarkGrid.WindowLength / 2);
        bool inside = _continuous ? middle >= 0 : _hasMark && middle >= _mark.Start && middle < _mark.End;
        Bands = !inside ? MarkBands.None : _continuous ? MarkBands.All : _mark.Bands;
        if (_hasMark && middle >= _mark.End)
        {
            _hasMark = false;
        }

        // 3. samples -> spectrum
        if (inside)
        {
            for (int n = 0; n < _work.Length; n++)
            {
                _work[n] = _signal[n] * _window[n];
            }

            _fft.Forward(_work, Real, Imaginary);
        }

        return inside;
    }

    public void Reset()
    {
        Array.Clear(_signal);
        _random.Reseed(_seed ^ 0x6E6F697365);
        _hasMark = false;
        _block = 0;
        Bands = MarkBands.None;
    }

    private void Fill(long first, Span<float> block)
    {
        if (_continuous)
        {
            // A frame is a whole number of blocks, so one sign holds for all of a block.
            int frame = (int)(first / MarkFormat.FrameLength % MarkFormat.SyncFrameCount);
            ReadOnlySpan<float> pattern = _frame.AsSpan((int)(first % MarkFormat.FrameLength), block.Length);
            TensorPrimitives.Multiply(pattern, _key.SyncSigns[frame], block);
            return;
        }

        block.Clear();
        if (!_hasMark)
        {
            return;
        }

        int from = (int)Math.Clamp(_mark.Start - first, 0, block.Length);
        int to = (int)Math.Clamp(_mark.End - first, 0, block.Length);
        for (int n = from; n < to; n++)
        {
            int offset = (int)(first + n - _mark.Start);
            int position = offset / MarkFormat.FrameLength;
            int sign = position < MarkFormat.SyncFrameCount
                ? _key.SyncSigns[position]
                : _payloadSigns[position - MarkFormat.SyncFrameCount];
            block[n] = (_pattern * sign * _frame[offset % MarkFormat.FrameLength]) + (_noise * (float)_random.NextGaussian());
        }
    }
}
