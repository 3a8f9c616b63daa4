// One row of softmax or log-softmax.
//   m = max x;  s = sum of e^(x - m);  softmax = e^(x - m) / s, log-softmax = x - (m + ln s)
// Sums in a fixed order, one per lane. Cost: three passes over the row for softmax, of which one takes exponentials.
using System.Runtime.CompilerServices;

namespace Earshot.Neural.Kernels;

/// <summary>Softmax of a row, in its three forms.</summary>
internal unsafe struct SoftmaxRow(SoftmaxForm form, float* source, float* target, int count) : ILaneAction
{
    /// <summary>ln of the sum of e^x over the row.</summary>
    public float LogSumExp { get; private set; }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run<TLanes>()
        where TLanes : unmanaged, ILanes<TLanes>
    {
        TLanes largest = TLanes.Broadcast(Largest<TLanes>());
        TLanes sum = default;
        int i = 0;
        TLanes next = count >= 16 ? TLanes.Load(source) : default;
        for (; i <= count - 16; i += 16)
        {
            // Read before the last results are written, as in ElementLoop.
            TLanes x = next;
            next = i <= count - 32 ? TLanes.Load(source + i + 16) : next;
            TLanes e = Exponential.Exp(x - largest);
            sum += e;
            if (form == SoftmaxForm.Probabilities)
            {
                TLanes.Store(target + i, e);
            }
        }

        if (i < count)
        {
            TLanes e = Exponential.Exp(PartialLanes.Load<TLanes>(source + i, count - i, float.NegativeInfinity) - largest);
            sum += e;
            if (form == SoftmaxForm.Probabilities)
            {
                PartialLanes.Store(target + i, count - i, e);
            }
        }

        Finish(TLanes.Sum(sum), largest);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly float Largest<TLanes>()
        where TLanes : unmanaged, ILanes<TLanes>
    {
        TLanes largest = TLanes.Broadcast(float.NegativeInfinity);
        int i = 0;
        for (; i <= count - 16; i += 16)
        {
            TLanes x = TLanes.Load(source + i);
            largest = TLanes.WhereLess(largest, x, x, largest);
        }

        if (i < count)
        {
            TLanes x = PartialLanes.Load<TLanes>(source + i, count - i, float.NegativeInfinity);
            largest = TLanes.WhereLess(largest, x, x, largest);
        }

        // Of a row of nothing but minus infinity nothing can be subtracted; its sum is zero anyway.
        float value = TLanes.Largest(largest);
        return float.IsNegativeInfinity(value) ? 0 : value;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Finish<TLanes>(float sum, TLanes largest)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        float* one = stackalloc float[16];
        TLanes.Store(one, Logarithm.Log(TLanes.Broadcast(sum)) + largest);
        LogSumExp = one[0];
        if (form == SoftmaxForm.SumOnly)
        {
            return;
        }

        // Probabilities are scaled, logarithms moved.
        bool scales = form == SoftmaxForm.Probabilities;
        TLanes factor = TLanes.Broadcast(scales ? 1 / sum : 1);
        TLanes shift = TLanes.Broadcast(scales ? 0 : -LogSumExp);
        float* values = scales ? target : source;
        int i = 0;
        for (; i <= count - 16; i += 16)
        {
            TLanes.Store(target + i, TLanes.MultiplyAdd(TLanes.Load(values + i), factor, shift));
        }

        if (i < count)
        {
            PartialLanes.Store(target + i, count - i, TLanes.MultiplyAdd(PartialLanes.Load<TLanes>(values + i, count - i, 0), factor, shift));
        }
    }
}
