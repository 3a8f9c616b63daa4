using Earshot.Signals.Streaming;
using FsCheck;
using FsCheck.Fluent;

namespace Earshot.Signals.Tests.Streaming;

public sealed class ChoppingPropertyTests
{
    // Any frame lengths, channel counts and delays, any cut: the whole chain behind an adapter gives the offline answer, later by the
    // declared latency, bit for bit.
    [Fact]
    public void Adapter_around_a_chain_gives_the_offline_answer_for_every_shape_and_cut() => Prop.ForAll(
        Gen.Choose(1, 50).Four().ToArbitrary(),
        Gen.Choose(1, 3).Three().ToArbitrary(),
        Gen.Choose(0, 70).NonEmptyListOf().ToArbitrary(),
        (lengths, channels, cuts) =>
        {
            (int first, int second, int delay, int otherDelay) = lengths;
            (int inputs, int between, int outputs) = channels;
            IAudioProcessor[] Stages() =>
                [new SmoothingProcessor(first, inputs, between, delay), new SmoothingProcessor(second, between, outputs, otherDelay)];
            AudioBuffer input = Blocks.Noise(inputs, 600, (ulong)(first + second));
            AudioBuffer offline = Stages().Aggregate(Pad(input, 200), (signal, stage) => stage.ProcessBuffer(signal));
            var adapter = new FrameAdapter(new Chain(Stages()));
            int next = 0;
            int zeros = 0;
            AudioBuffer output = Blocks.Run(
                input,
                outputs,
                () =>
                {
                    int cut = cuts[next++ % cuts.Count];
                    // A list of nothing but empty blocks would never end.
                    zeros = cut == 0 ? zeros + 1 : 0;
                    return zeros > cuts.Count ? 1 : cut;
                },
                adapter.Process);
            int sure = Math.Max(0, input.Length - adapter.LatencySamples);
            return Enumerable.Range(0, outputs).All(c =>
                output.Channel(c)[(input.Length - sure)..].SequenceEqual(offline.Channel(c)[..sure]));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(200).WithReplay(new Replay(new Rnd(7, 9), null)));

    private static AudioBuffer Pad(AudioBuffer input, int length)
    {
        var padded = new AudioBuffer(input.SampleRate, input.ChannelCount, input.Length + length);
        for (int c = 0; c < input.ChannelCount; c++)
        {
            input.Channel(c).CopyTo(padded.Channel(c));
        }

        return padded;
    }
}
