using System.Numerics;
using System.Numerics.Tensors;

namespace Earshot.Neural.Operations;

// The windows of a two-dimensional convolution over one example: where each starts, and the copies between plane and window matrix.
internal readonly struct PlaneWindows
{
    private const int BlockElements = 1 << 16;
    private readonly (int Time, int Frequency) _stride;
    private readonly int _padTime;
    private readonly int _padFrequency;
    private readonly int _frames;
    private readonly int _bins;
    private readonly int _channels;
    private readonly int _tapsTime;
    private readonly int _tapsFrequency;

    public PlaneWindows(in Shape x, int tapsTime, int tapsFrequency, (int Time, int Frequency) stride, (int Before, int After) padTime, int padFrequency)
    {
        (_frames, _bins, _channels) = (x[1], x[2], x[3]);
        (_tapsTime, _tapsFrequency, _stride, _padTime, _padFrequency) = (tapsTime, tapsFrequency, stride, padTime.Before, padFrequency);
        OutputFrames = Floor(_frames + padTime.Before + padTime.After - tapsTime, stride.Time);
        OutputBins = Floor(_bins + (2 * padFrequency) - tapsFrequency, stride.Frequency);
    }

    public int OutputFrames { get; }

    public int OutputBins { get; }

    public int RowCount => OutputFrames * OutputBins;

    // Output frames to unroll at a time, so that their windows stay in the second cache.
    public int BlockFrames => Math.Clamp(BlockElements / (OutputBins * WindowCount), 1, OutputFrames);

    public int WindowCount => _tapsTime * _tapsFrequency * _channels;

    public int ExampleCount => _frames * _bins * _channels;

    // Plane to windows, [frames * OutputBins][taps in time][taps in frequency][channels], of the output frames from one on; outside the plane there are zeros.
    public void Unroll<T>(ReadOnlySpan<T> plane, Span<T> windows, int firstFrame, int frames)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int run = _tapsFrequency * _channels;
        for (int row = firstFrame * OutputBins, to = 0; row < (firstFrame + frames) * OutputBins; row++)
        {
            for (int p = 0; p < _tapsTime; p++, to += run)
            {
                Span<T> part = windows.Slice(to, run);
                (int from, int skip, int count) = Run(row, p);
                if (count < run)
                {
                    part.Clear();
                }

                plane.Slice(from, count).CopyTo(part[skip..]);
            }
        }
    }

    // Adds the windows back to where they came from.
    public void AddRolled<T>(ReadOnlySpan<T> windows, Span<T> plane, int firstFrame, int frames)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int run = _tapsFrequency * _channels;
        for (int row = firstFrame * OutputBins, at = 0; row < (firstFrame + frames) * OutputBins; row++)
        {
            for (int p = 0; p < _tapsTime; p++, at += run)
            {
                (int from, int skip, int count) = Run(row, p);
                Span<T> to = plane.Slice(from, count);
                TensorPrimitives.Add(to, windows.Slice(at + skip, count), to);
            }
        }
    }

    // The stretch of one frame that a window's tap in time covers: where it starts in the plane, how much of the window lies before it, its length.
    private (int From, int Skip, int Count) Run(int row, int tapTime)
    {
        (int t, int f) = Math.DivRem(row, OutputBins);
        int frame = (t * _stride.Time) + tapTime - _padTime;
        int bin = (f * _stride.Frequency) - _padFrequency;
        int first = Math.Max(bin, 0);
        int count = Math.Min(bin + _tapsFrequency, _bins) - first;
        return (uint)frame < (uint)_frames && count > 0
            ? (((frame * _bins) + first) * _channels, (first - bin) * _channels, count * _channels)
            : (0, 0, 0);
    }

    private static int Floor(int room, int stride) => room < 0 ? 0 : (room / stride) + 1;
}
