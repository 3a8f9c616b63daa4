namespace Earshot.Watermarking.Embedding;

/// <summary>Event profile: takes the programme out of the sub-bands and puts the mark in its place, with the same energy in every 250 Hz.</summary>
/// <remarks>
/// The published demonstration keeps the energy of each frame in the whole band; keeping it in groups of 250 Hz also keeps the colour of
/// the sound. At the outer edges the exchange fades over 150 Hz, so that next to nothing leaks out of the band.
/// </remarks>
internal sealed class SubstitutionShaper : IMarkShaper
{
    /// <summary>Least energy of the mark in a group, relative to what it has on the average, that the gain counts on.</summary>
    private const float LeastShare = 0.25f;

    /// <summary>Weights of the outermost bins of the band: a raised cosine over three bins.</summary>
    private static readonly float[] Edge = [0.146f, 0.5f, 0.854f];

    /// <summary>
    /// Energy of the mark in a group on the average: bins x sum of the squared window (N / 2) x the variance 80 of white noise with power 1 in every
    /// 100 Hz.
    /// </summary>
    private const float MeanEnergy = MarkGrid.BinsPerGroup * (MarkGrid.WindowLength / 2f) * 80;

    /// <inheritdoc/>
    public void Shape(
        MarkBands bands,
        ReadOnlySpan<float> host,
        ReadOnlySpan<float> hostRe,
        ReadOnlySpan<float> hostIm,
        ReadOnlySpan<float> markRe,
        ReadOnlySpan<float> markIm,
        Span<float> re,
        Span<float> im)
    {
        for (int group = 0; group < MarkGrid.GroupCount; group++)
        {
            if (!Has(bands, group / MarkGrid.GroupsPerBand))
            {
                continue;
            }

            int start = MarkGrid.GroupStart(group);
            int end = start + MarkGrid.BinsPerGroup;
            float hostEnergy = 0;
            float markEnergy = 0;
            for (int bin = start; bin < end; bin++)
            {
                hostEnergy += (hostRe[bin] * hostRe[bin]) + (hostIm[bin] * hostIm[bin]);
                markEnergy += (markRe[bin] * markRe[bin]) + (markIm[bin] * markIm[bin]);
            }

            float gain = MathF.Sqrt(hostEnergy / Math.Max(markEnergy, LeastShare * MeanEnergy));
            bool first = !Has(bands, (group / MarkGrid.GroupsPerBand) - 1) && group % MarkGrid.GroupsPerBand == 0;
            bool last = !Has(bands, (group / MarkGrid.GroupsPerBand) + 1) && group % MarkGrid.GroupsPerBand == MarkGrid.GroupsPerBand - 1;
            for (int bin = start; bin < end; bin++)
            {
                float weight = first && bin - start < Edge.Length ? Edge[bin - start]
                    : last && end - 1 - bin < Edge.Length ? Edge[end - 1 - bin]
                    : 1;
                re[bin] = weight * ((gain * markRe[bin]) - hostRe[bin]);
                im[bin] = weight * ((gain * markIm[bin]) - hostIm[bin]);
            }
        }
    }

    /// <inheritdoc/>
    public void Reset()
    {
    }

    private static bool Has(MarkBands bands, int band) => band >= 0 && ((int)bands >> band & 1) != 0;
}
