using System.Numerics.Tensors;
using Earshot.Watermarking.Coding;
using Earshot.Watermarking.Features;
using Earshot.Watermarking.Keys;

namespace Earshot.Watermarking.Detection;

/// <summary>Reads the frames that follow a mark and decodes the payload when the last has come.</summary>
/// <remarks>
/// Each frame is compared with the pattern learned from the mark: a signed number, several times surer than comparing the energies
/// of candidate sequences. The fine skew is not known well enough for the four seconds to come, so many nearby values are followed and the one whose
/// decoded frames agree best wins. Accepted are payloads whose 16-bit check fits and whose agreement is well above what the best of 2^32
/// words reaches on noise (sqrt(2 ln 2^32) = 6.7 standard deviations).
/// </remarks>
internal sealed class PayloadReceiver
{
    /// <summary>Agreement from which a payload is accepted.</summary>
    public const double MinScore = 7.5;

    private const int HypothesisCount = 19;
    private const double HypothesisStepPpm = 6;

    private readonly PatternTemplate _template;
    private readonly float[] _payloadSigns; // [frame]
    private readonly float[] _soft = new float[HypothesisCount * MarkFormat.PayloadFrameCount]; // [hypothesis][frame]
    private readonly long _firstRow;
    private readonly TailBitingCode _code = new();

    /// <summary>Starts to receive.</summary>
    /// <param name="template">The pattern.</param>
    /// <param name="payloadSigns">Signs that scramble the payload frames.</param>
    /// <param name="peakRow">Row of the mark's peak.</param>
    public PayloadReceiver(PatternTemplate template, ReadOnlySpan<sbyte> payloadSigns, long peakRow)
    {
        _template = template;
        _payloadSigns = SignNumbers.Of(payloadSigns);

        // The peak's row ends the score window of the last frame; the next frame's window begins two rows later at its first row.
        _firstRow = peakRow - ScoreWindow.Length + 1 + FeatureGrid.RowsPerFrame;
        PeakRow = peakRow;
    }

    /// <summary>Row of the mark's peak.</summary>
    public long PeakRow { get; }

    /// <summary>The first row that belongs to the payload.</summary>
    public long FirstRow => _firstRow;

    /// <summary>Takes a row.</summary>
    /// <param name="index">Number of the row.</param>
    /// <param name="row">The weighted row.</param>
    /// <returns>Whether the last row of the payload has come.</returns>
    public bool Accept(long index, ReadOnlySpan<float> row)
    {
        long since = index - _firstRow;
        for (int n = 0; n < ScoreWindow.Length; n++)
        {
            long twice = since - n;
            if (twice < 0 || twice % FeatureGrid.RowsPerFrame != 0)
            {
                continue;
            }

            long frame = twice / FeatureGrid.RowsPerFrame;
            if (frame >= MarkFormat.PayloadFrameCount)
            {
                continue;
            }

            double seconds = (frame + ((MarkFormat.SyncFrameCount + 1) / 2.0)) * MarkFormat.FrameLength / MarkFormat.SampleRate;
            for (int h = 0; h < HypothesisCount; h++)
            {
                _soft[(h * MarkFormat.PayloadFrameCount) + frame] +=
                    _payloadSigns[frame] * _template.Agreement(row, n, seconds, Ppm(h));
            }
        }

        return since >= ((MarkFormat.PayloadFrameCount - 1) * FeatureGrid.RowsPerFrame) + ScoreWindow.Length - 1;
    }

    /// <summary>Decodes what was received.</summary>
    /// <param name="payload">The payload, when it is accepted.</param>
    /// <param name="score">Agreement of the best hypothesis in standard deviations.</param>
    public bool TryDecode(out WatermarkPayload payload, out double score)
    {
        Span<float> coded = stackalloc float[TailBitingCode.CodedBitCount];
        Span<sbyte> encoded = stackalloc sbyte[TailBitingCode.CodedBitCount];
        score = 0;
        uint best = 0;
        for (int h = 0; h < HypothesisCount; h++)
        {
            ReadOnlySpan<float> soft = _soft.AsSpan(h * MarkFormat.PayloadFrameCount, MarkFormat.PayloadFrameCount);
            PayloadCode.Combine(soft, coded);
            uint data = _code.Decode(coded);
            TailBitingCode.Encode(data, encoded);
            double agreement = 0;
            for (int i = 0; i < coded.Length; i++)
            {
                agreement += encoded[i] * coded[i];
            }

            double norm = Math.Sqrt(TensorPrimitives.SumOfSquares(soft));
            double value = norm > 0 ? agreement / norm : 0;
            if (value > score)
            {
                score = value;
                best = data;
            }
        }

        return PayloadCode.TryRead(best, out payload) && score >= MinScore;
    }

    private double Ppm(int hypothesis) => _template.GridPpm + ((hypothesis - (HypothesisCount / 2)) * HypothesisStepPpm);
}
