using Earshot.Signals.Randomness;

namespace Earshot.Corpora.Synthesis.Sound;

/// <summary>A plucked string by the extended Karplus-Strong loop (Jaffe and Smith, Computer Music Journal, 1983).</summary>
/// <remarks>
/// One period of an ideal pluck circulates through a delay, a first-order low-pass (at 44.1 kHz as strong as the two-point mean
/// of the paper, at other rates the same in hertz) and a first-order all-pass that tunes the fraction of a sample. Deviation: the period is a sum of harmonics sin(pi k place) / k with seeded phases (what the bridge of
/// a plucked string feels, Fletcher and Rossing 1998, 2.9) instead of noise, so that it does not depend on the rate.
/// Cost: five multiply-adds a sample.
/// </remarks>
internal static class PluckedString
{
    // As many phases are drawn for every note, so that the next note does not depend on the rate.
    private const int Harmonics = 160;

    public static double[] Render(int sampleRate, double frequencyHz, double seconds, double velocity, SeededRandom random)
    {
        // 1. Low-pass pole: |H|^2 = 1 - q w^2 near 0 with q = 1/4 at 44.1 kHz; its phase delay at the pitch counts as loop length.
        double q = 0.25 * Math.Pow(sampleRate / 44_100.0, 2);
        double pole = ((2 * q) + 1 - Math.Sqrt((4 * q) + 1)) / (2 * q);
        double omega = 2 * Math.PI * frequencyHz / sampleRate;
        double filterDelay = Math.Atan2(pole * Math.Sin(omega), 1 - (pole * Math.Cos(omega))) / omega;
        double loop = (sampleRate / frequencyHz) - filterDelay;
        int delay = Math.Max(2, (int)Math.Floor(loop - 0.1));
        double fraction = loop - delay;
        double allPass = (1 - fraction) / (1 + fraction);

        // 2. Loss per turn from the time to -60 dB, shorter for high notes.
        double decay = 4.5 * Math.Pow(110 / frequencyHz, 0.45);
        double loss = Math.Pow(10, -3 / (decay * frequencyHz));

        // 3. Excitation -> delay line.
        double[] line = Pick(delay, sampleRate, frequencyHz, velocity, random);

        // 4. Turn the loop.
        var note = new double[Math.Max(1, (int)(seconds * sampleRate))];
        double smooth = 0;
        double lastIn = 0;
        double lastOut = 0;
        int position = 0;
        int release = Math.Min(note.Length, sampleRate / 20);
        for (int n = 0; n < note.Length; n++)
        {
            double x = line[position];
            smooth = (loss * (1 - pole) * x) + (pole * smooth);
            lastOut = (allPass * (smooth - lastOut)) + lastIn;
            lastIn = smooth;
            line[position] = lastOut;
            position = position + 1 == delay ? 0 : position + 1;
            int left = note.Length - n;
            note[n] = left < release ? x * left / release : x;
        }

        return note;
    }

    private static double[] Pick(int delay, int sampleRate, double frequencyHz, double velocity, SeededRandom random)
    {
        var line = new double[delay];
        double place = random.NextDouble(0.08, 0.25);
        // Softer fingers are rounder: a first-order corner from 0.7 to 3.5 kHz.
        double corner = 700 + (2800 * velocity);
        for (int k = 1; k <= Harmonics; k++)
        {
            double phase = 2 * Math.PI * random.NextDouble();
            double frequency = k * frequencyHz;
            if (frequency < 0.45 * sampleRate)
            {
                double level = velocity * Math.Sin(Math.PI * k * place) / (k * Math.Sqrt(1 + Math.Pow(frequency / corner, 2)));
                DampedSinusoid.Add(line, level, 2 * Math.PI * k / delay, phase, decayPerSample: 1);
            }
        }

        return line;
    }
}
