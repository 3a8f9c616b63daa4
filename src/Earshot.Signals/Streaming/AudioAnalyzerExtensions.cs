using System.Runtime.CompilerServices;

namespace Earshot.Signals.Streaming;

/// <summary>Whole streams and recordings through an analyzer.</summary>
public static class AudioAnalyzerExtensions
{
    // One tenth of a second at 48 kHz: small enough for the cache, large enough to forget the call.
    private const int BlockLength = 4800;

    /// <summary>Turns a live stream of audio into a live stream of events.</summary>
    /// <typeparam name="TEvent">The event.</typeparam>
    /// <param name="blocks">Planar blocks of any length at the analyzer's rate and channels; each must stay valid until the next is asked for.</param>
    /// <param name="analyzer">The analyzer, which goes on from where it stands and is completed when the stream ends.</param>
    /// <param name="cancellationToken">Ends the enumeration between two events or blocks.</param>
    /// <returns>Every event as soon as the audio that proves it has arrived.</returns>
    /// <exception cref="OperationCanceledException">Cancelled; the analyzer is not completed.</exception>
    public static IAsyncEnumerable<TEvent> AnalyzeAsync<TEvent>(
        this IAsyncEnumerable<ReadOnlyMemory<float>> blocks, IAudioAnalyzer<TEvent> analyzer, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(blocks);
        ArgumentNullException.ThrowIfNull(analyzer);
        return Enumerate(blocks, analyzer, cancellationToken);
    }

    /// <summary>Runs a whole recording through an analyzer.</summary>
    /// <typeparam name="TEvent">The event.</typeparam>
    /// <param name="analyzer">The analyzer; it is reset before and after.</param>
    /// <param name="input">A recording at the analyzer's rate with its channels.</param>
    /// <returns>All events in order.</returns>
    /// <exception cref="ArgumentException">The rate or the number of channels is not the analyzer's.</exception>
    public static IReadOnlyList<TEvent> AnalyzeBuffer<TEvent>(this IAudioAnalyzer<TEvent> analyzer, AudioBuffer input)
    {
        ArgumentNullException.ThrowIfNull(analyzer);
        ArgumentNullException.ThrowIfNull(input);
        BufferCheck.Require(input, analyzer.SampleRate, analyzer.ChannelCount, nameof(input));
        analyzer.Reset();
        var events = new List<TEvent>();
        var block = new float[input.ChannelCount * Math.Min(BlockLength, input.Length)];
        for (int start = 0; start < input.Length; start += BlockLength)
        {
            int count = Math.Min(BlockLength, input.Length - start);
            for (int c = 0; c < input.ChannelCount; c++)
            {
                input.Channel(c).Slice(start, count).CopyTo(block.AsSpan(c * count));
            }

            analyzer.Accept(block.AsSpan(0, input.ChannelCount * count));
            Drain(analyzer, events);
        }

        analyzer.Complete();
        Drain(analyzer, events);
        analyzer.Reset();
        return events;
    }

    private static void Drain<TEvent>(IAudioAnalyzer<TEvent> analyzer, List<TEvent> events)
    {
        while (analyzer.TryRead(out TEvent? next))
        {
            events.Add(next);
        }
    }

    private static async IAsyncEnumerable<TEvent> Enumerate<TEvent>(
        IAsyncEnumerable<ReadOnlyMemory<float>> blocks, IAudioAnalyzer<TEvent> analyzer, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (ReadOnlyMemory<float> block in blocks.WithCancellation(cancellationToken))
        {
            cancellationToken.ThrowIfCancellationRequested();
            analyzer.Accept(block.Span);
            while (analyzer.TryRead(out TEvent? next))
            {
                yield return next;
                cancellationToken.ThrowIfCancellationRequested();
            }
        }

        analyzer.Complete();
        while (analyzer.TryRead(out TEvent? next))
        {
            yield return next;
            cancellationToken.ThrowIfCancellationRequested();
        }
    }
}
