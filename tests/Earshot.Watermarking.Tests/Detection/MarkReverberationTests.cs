using Earshot.Signals;
using Earshot.Signals.Channels;
using Earshot.Signals.Randomness;
using Earshot.Watermarking.Detection;
using Earshot.Watermarking.Features;

namespace Earshot.Watermarking.Tests.Detection;

public sealed class MarkReverberationTests
{
    [Theory]
    [InlineData(0.15)]
    [InlineData(0.4)]
    [InlineData(0.9)]
    public void A_decay_in_noise_is_fitted(double rt60)
    {
        // The mean of twenty fits, so that what is tested is the bias: a single one may be off by a fifth.
        var random = new SeededRandom(5);
        double sum = 0;
        for (int trial = 0; trial < 20; trial++)
        {
            var energies = new double[EnergyDecayFit.Length];
            for (int i = 0; i < energies.Length; i++)
            {
                double mean = 8 * Math.Pow(10, -6 * i * FeatureGrid.RowSeconds / rt60);
                energies[i] = (mean * (1 + (0.25 * random.NextGaussian()))) + (0.15 * random.NextGaussian());
            }

            sum += EnergyDecayFit.Rt60Seconds(energies) / 20;
        }

        Assert.InRange(sum, 0.88 * rt60, 1.12 * rt60);
    }

    [Fact]
    public void Longer_rooms_read_longer_and_no_mark_reads_nothing()
    {
        double[] estimates = [.. new[] { 0.2, 0.45, 0.9 }.Select(Hear)];
        Assert.InRange(estimates[0], 0.12, 0.32);
        Assert.InRange(estimates[1], 0.3, 0.7);
        Assert.InRange(estimates[2], 0.6, 1.5);
        Assert.Empty(MarkReverberationMeter.Measure(Material.Music, Material.Key));
    }

    private static double Hear(double rt60)
    {
        var path = new AcousticPath(new AcousticPathOptions
        {
            Rt60Seconds = rt60,
            DirectToReverberantDb = -6,
            Interferers = [Interferer.Pink(25)],
            LeadOutSeconds = 0.5,
            Seed = 3,
        });
        AudioBuffer received = path.Play(Material.Marked.Programme).Received;
        return Assert.Single(MarkReverberationMeter.Measure(received, Material.Key)).Rt60Seconds;
    }
}
