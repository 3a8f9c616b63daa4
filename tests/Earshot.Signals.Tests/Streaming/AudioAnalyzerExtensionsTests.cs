using System.Runtime.CompilerServices;
using Earshot.Signals.Streaming;

namespace Earshot.Signals.Tests.Streaming;

public sealed class AudioAnalyzerExtensionsTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(30)]
    [InlineData(7000)]
    public async Task A_live_stream_gives_the_events_of_the_whole_recording(int blockLength)
    {
        AudioBuffer input = Blocks.Noise(1, 10_050, 11);
        IReadOnlyList<(long Start, float Peak)> expected = new PeakAnalyzer().AnalyzeBuffer(input);
        Assert.Equal(101, expected.Count);
        Assert.Equal(10_000, expected[^1].Start);
        var events = new List<(long, float)>();
        await foreach ((long, float) next in Stream(input, blockLength).AnalyzeAsync(new PeakAnalyzer(), TestContext.Current.CancellationToken))
        {
            events.Add(next);
        }

        Assert.Equal(expected, events);
    }

    [Fact]
    public async Task An_event_is_given_before_the_next_block_is_asked_for()
    {
        int asked = 0;
        async IAsyncEnumerable<ReadOnlyMemory<float>> Live()
        {
            for (; asked < 10; asked++)
            {
                await Task.Yield();
                yield return new float[100];
            }
        }

        int heard = 0;
        await foreach ((long Start, float Peak) next in Live().AnalyzeAsync(new PeakAnalyzer()))
        {
            Assert.Equal(heard, asked);
            Assert.Equal(100 * heard++, next.Start);
        }

        Assert.Equal(10, heard);
    }

    [Fact]
    public async Task Cancellation_reaches_the_source_and_stops_the_events()
    {
        using var cancel = new CancellationTokenSource();
        var analyzer = new PeakAnalyzer();
        int heard = 0;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach ((long Start, float Peak) next in Endless().AnalyzeAsync(analyzer, cancel.Token))
            {
                if (++heard == 3)
                {
                    await cancel.CancelAsync();
                }
            }
        });
        Assert.Equal(3, heard);
        analyzer.Accept(new float[1]); // not completed: the owner may go on
    }

    [Fact]
    public void A_buffer_that_does_not_fit_is_an_argument_error() =>
        Assert.Throws<ArgumentException>("input", () => new PeakAnalyzer().AnalyzeBuffer(new AudioBuffer(8000, 1, 10)));

    private static async IAsyncEnumerable<ReadOnlyMemory<float>> Stream(AudioBuffer input, int blockLength)
    {
        for (int start = 0; start < input.Length; start += blockLength)
        {
            await Task.Yield();
            yield return input.Slice(start, Math.Min(blockLength, input.Length - start)).Samples.ToArray();
        }
    }

    private static async IAsyncEnumerable<ReadOnlyMemory<float>> Endless([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
            yield return new float[250];
        }
    }
}
