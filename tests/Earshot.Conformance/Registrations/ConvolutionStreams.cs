using Earshot.Signals.Convolution;

namespace Earshot.Conformance.Registrations;

internal sealed class ConvolutionStreams : IStreamRegistration
{
    public IEnumerable<ProcessorCase> Processors =>
    [
        new("PartitionedConvolver, shorter than a frame", () => new PartitionedConvolver(16000, 160, Decay(50))),
        new("PartitionedConvolver, many partitions", () => new PartitionedConvolver(16000, 64, Decay(1000))),
        new("MatrixConvolver, two in, three out", () => new MatrixConvolver(
            48000, new ImpulseResponseMatrix(frameLength: 128, inputCount: 2, outputCount: 3, (input, output) => input == output ? null : Decay(300 + input + output)))),
    ];

    public IEnumerable<AnalyzerCase> Analyzers => [];

    // A direct sound at once, on which the latency is measured, and a decaying tail.
    private static float[] Decay(int length) =>
        [.. Enumerable.Range(0, length).Select(n => n == 0 ? 1 : 0.2f * MathF.Sin(n * n) * MathF.Exp(-3f * n / length))];
}
