namespace Earshot.Watermarking.Embedding;

/// <summary>Predicts the score of a mark from the programme's energy over time.</summary>
/// <remarks>
/// A frame with in-band signal-to-noise share q = E / (E + N) enters the detector's sum with amplitude q sqrt(q) and its power with q^2 (see RowWeights), so the expected
/// excess of a band is rho a^2 (sum q^1.5)^2 / sum q^2: a the strength, rho the part of a frame that room and clock leave coherent. The
/// score is its mean over the bands divided by the deviation on noise.
/// </remarks>
internal sealed class DetectabilityModel
{
    /// <summary>Coherent part at 2 m with RT60 0.4 s, fitted on the median of the evaluation's trials.</summary>
    private const double RoomCoherence = 0.095;

    /// <summary>Coherent part on a clean path.</summary>
    private const double CleanCoherence = 0.6;

    private const double RoomNoise = 0.1; // -10 dB
    private const double CleanNoise = 1e-5; // -50 dB

    /// <summary>Standard deviation of the score of a pair of bands on noise.</summary>
    private const double Deviation = 0.13;

    /// <summary>Programmes under -80 dBFS in a band carry nothing.</summary>
    private const double SilencePower = 1e-8;

    private readonly BandProfile _profile;
    private readonly double _strength;

    public DetectabilityModel(BandProfile profile, double strength)
    {
        _profile = profile;
        _strength = strength;
    }

    /// <summary>Finds the best start in a range for a mark of some frames.</summary>
    /// <param name="firstFrame">First start that is allowed.</param>
    /// <param name="lastFrame">Last start that is allowed.</param>
    /// <param name="frameCount">Frames of the mark.</param>
    /// <param name="target">Room score from which the upper pair of bands is preferred.</param>
    public MarkPrediction FindBest(int firstFrame, int lastFrame, int frameCount, double target)
    {
        MarkPrediction? best = null;
        foreach (MarkBands bands in (ReadOnlySpan<MarkBands>)[MarkBands.HighPair, MarkBands.LowPair])
        {
            double[] room = Scores(bands, frameCount, RoomNoise, RoomCoherence);
            int start = Math.Clamp(firstFrame, 0, Math.Max(room.Length - 1, 0));
            for (int frame = start; frame <= Math.Min(lastFrame, room.Length - 1); frame++)
            {
                start = room[frame] > room[start] ? frame : start;
            }

            MarkPrediction candidate = Predict(start, bands, frameCount);
            if (best is null || (best.RoomScore < target && candidate.RoomScore > best.RoomScore * 1.2))
            {
                best = candidate;
            }
        }

        return best!;
    }

    /// <summary>The prediction for one place.</summary>
    public MarkPrediction Predict(int frame, MarkBands bands, int frameCount)
    {
        double room = ScoreAt(frame, bands, frameCount, RoomNoise, RoomCoherence);
        double clean = ScoreAt(frame, bands, frameCount, CleanNoise, CleanCoherence);
        Detectability word = clean < 20 ? Detectability.None
            : room < 20 ? Detectability.Poor
            : room < 40 ? Detectability.Fair
            : Detectability.Good;
        return new MarkPrediction(TimeSpan.FromSeconds(frame * 0.01), bands, room, clean, word);
    }

    private double ScoreAt(int frame, MarkBands bands, int frameCount, double noise, double coherence)
    {
        double[] scores = Scores(bands, frameCount, noise, coherence);
        return frame < scores.Length ? scores[frame] : 0;
    }

    // Scores of all starts. A payload is read with the pattern that the first period teaches, so the weaker of the two parts decides;
    // the score of the payload's frames is that of a period of their mean.
    private double[] Scores(MarkBands bands, int frameCount, double noiseShare, double coherence)
    {
        var scores = new double[Math.Max(0, _profile.FrameCount - frameCount + 1)];
        var payload = new double[frameCount > MarkFormat.SyncFrameCount ? scores.Length : 0];
        int bandCount = 0;
        for (int band = 0; band < MarkFormat.BandCount; band++)
        {
            if (((int)bands >> band & 1) != 0)
            {
                bandCount++;
                RunningSums sums = Sum(band, noiseShare);
                for (int start = 0; start < scores.Length; start++)
                {
                    scores[start] += sums.Excess(start, MarkFormat.SyncFrameCount);
                }

                for (int start = 0; start < payload.Length; start++)
                {
                    int frames = frameCount - MarkFormat.SyncFrameCount;
                    payload[start] += sums.Excess(start + MarkFormat.SyncFrameCount, frames) * MarkFormat.SyncFrameCount / frames;
                }
            }
        }

        for (int start = 0; start < scores.Length; start++)
        {
            double excess = payload.Length == 0 ? scores[start] : Math.Min(scores[start], payload[start]);
            scores[start] = coherence * _strength * _strength * excess / (bandCount * Deviation);
        }

        return scores;
    }

    private RunningSums Sum(int band, double noiseShare)
    {
        double noise = (_profile.ActivePower * noiseShare * PinkShare(band)) + SilencePower;
        ReadOnlySpan<float> energy = _profile.Energy(band);
        var sums = new RunningSums(new double[energy.Length + 1], new double[energy.Length + 1]);
        for (int frame = 0; frame < energy.Length; frame++)
        {
            double q = energy[frame] / (energy[frame] + noise);
            sums.Amplitude[frame + 1] = sums.Amplitude[frame] + (q * Math.Sqrt(q));
            sums.Power[frame + 1] = sums.Power[frame] + (q * q);
        }

        return sums;
    }

    // Pink noise between 20 Hz and 20 kHz has this part of its power in a sub-band.
    private static double PinkShare(int band)
    {
        double low = MarkFormat.LowestHz + (band * MarkFormat.BandWidthHz);
        return Math.Log((low + MarkFormat.BandWidthHz) / low) / Math.Log(1000);
    }

    // Sums over the frames before each frame: [frame].
    private readonly record struct RunningSums(double[] Amplitude, double[] Power)
    {
        public double Excess(int start, int count)
        {
            double amplitude = Amplitude[start + count] - Amplitude[start];
            return amplitude * amplitude / Math.Max(Power[start + count] - Power[start], 1);
        }
    }
}
