using System.Numerics;

namespace Earshot.Watermarking.Coding;

/// <summary>A tail-biting convolutional code of rate 1/4 and constraint length 9.</summary>
/// <remarks>
/// Generators 765, 671, 513, 473 (octal), free distance 24, as in the CDMA2000 air interface. Tail-biting: the register starts
/// with the last 8 bits, so no bits are spent on a tail. Decoding: the Viterbi algorithm run three times around the circle,
/// the middle round being read (Cox and Sundberg 1994). Cost: 3 x 32 steps x 256 states, once for a payload.
/// </remarks>
internal sealed class TailBitingCode
{
    /// <summary>Data bits.</summary>
    public const int DataBitCount = 32;

    /// <summary>Coded bits per data bit.</summary>
    public const int RateInverse = 4;

    /// <summary>Coded bits.</summary>
    public const int CodedBitCount = DataBitCount * RateInverse;

    private const int StateCount = 256;
    private const int Rounds = 3;

    private static readonly int[] Generators = [0b111_110_101, 0b110_111_001, 0b101_001_011, 0b100_111_011]; // [RateInverse]
    private static readonly byte[] Outputs = CreateOutputs(); // [state * 2 + bit]

    private readonly float[] _metric = new float[StateCount]; // [state]
    private readonly float[] _next = new float[StateCount]; // [state]
    private readonly byte[] _decision = new byte[Rounds * DataBitCount * StateCount]; // [step][state], the bit that left the register

    /// <summary>Encodes 32 bits, highest first.</summary>
    /// <param name="data">The data bits.</param>
    /// <param name="coded"><see cref="CodedBitCount"/> values, +1 for a 0 and -1 for a 1.</param>
    public static void Encode(uint data, Span<sbyte> coded)
    {
        int state = (int)(data & 0xFF);
        for (int i = 0; i < DataBitCount; i++)
        {
            int bit = (int)(data >> (DataBitCount - 1 - i)) & 1;
            int output = Outputs[(state * 2) + bit];
            for (int g = 0; g < RateInverse; g++)
            {
                coded[(i * RateInverse) + g] = (sbyte)(1 - (2 * ((output >> g) & 1)));
            }

            state = ((state << 1) | bit) & (StateCount - 1);
        }
    }

    /// <summary>Finds the most likely data.</summary>
    /// <param name="soft"><see cref="CodedBitCount"/> values, positive for a 0; the size says how sure.</param>
    public uint Decode(ReadOnlySpan<float> soft)
    {
        Array.Clear(_metric);
        Span<float> branch = stackalloc float[1 << RateInverse];
        for (int step = 0; step < Rounds * DataBitCount; step++)
        {
            // 1. soft -> branch: the agreement with each of the 16 outputs.
            ReadOnlySpan<float> symbol = soft.Slice(step % DataBitCount * RateInverse, RateInverse);
            for (int output = 0; output < branch.Length; output++)
            {
                float sum = 0;
                for (int g = 0; g < RateInverse; g++)
                {
                    sum += (output >> g & 1) == 0 ? symbol[g] : -symbol[g];
                }

                branch[output] = sum;
            }

            // 2. metric, branch -> next, decision: state s is reached with bit s & 1 from s >> 1, the top bit being either.
            Span<byte> decision = _decision.AsSpan(step * StateCount, StateCount);
            for (int s = 0; s < StateCount; s++)
            {
                int low = s >> 1;
                int high = low | (StateCount >> 1);
                int bit = s & 1;
                float a = _metric[low] + branch[Outputs[(low * 2) + bit]];
                float b = _metric[high] + branch[Outputs[(high * 2) + bit]];
                decision[s] = (byte)(b > a ? 1 : 0);
                _next[s] = Math.Max(a, b);
            }

            _next.CopyTo(_metric, 0);
        }

        // 3. decision -> data: back from the best end; the middle round is the one that both ends have settled.
        int state = 0;
        for (int s = 1; s < StateCount; s++)
        {
            state = _metric[s] > _metric[state] ? s : state;
        }

        uint data = 0;
        for (int step = (Rounds * DataBitCount) - 1; step >= DataBitCount; step--)
        {
            if (step < 2 * DataBitCount)
            {
                data |= (uint)(state & 1) << (DataBitCount - 1 - (step - DataBitCount));
            }

            state = (state >> 1) | (_decision[(step * StateCount) + state] << 7);
        }

        return data;
    }

    private static byte[] CreateOutputs()
    {
        var outputs = new byte[StateCount * 2];
        for (int register = 0; register < outputs.Length; register++)
        {
            for (int g = 0; g < RateInverse; g++)
            {
                outputs[register] |= (byte)((BitOperations.PopCount((uint)(register & Generators[g])) & 1) << g);
            }
        }

        return outputs;
    }
}
