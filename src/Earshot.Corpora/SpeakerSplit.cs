namespace Earshot.Corpora;

/// <summary>Splits a corpus by speaker, never by clip; noises by class.</summary>
/// <remarks>
/// Groups are ordered by a hash of their name and the seed, so a speaker who joins the corpus moves few others. Test takes
/// groups in this order until it holds its share of clips as nearly as whole groups allow, then development, then training; a
/// part with a share above 0 gets at least one group. Inside a part clips keep the order of the corpus.
/// </remarks>
public static class SpeakerSplit
{
    /// <summary>Splits so that no speaker is in two parts.</summary>
    /// <param name="entries">The corpus.</param>
    /// <param name="shares">Wanted shares, in clips.</param>
    /// <param name="seed">Any number; other seeds give other splits.</param>
    /// <param name="column">The column that tells speakers apart.</param>
    /// <exception cref="ArgumentException">There is no such column, a clip has no speaker, or there are fewer speakers than parts.</exception>
    public static CorpusSplit BySpeaker(IReadOnlyList<ManifestEntry> entries, SplitShares shares, ulong seed, string column = "speaker") =>
        Split(entries, shares, seed, column, _ => string.Empty);

    /// <summary>Splits so that no class is in two parts: what is tested is a kind of sound that training never met.</summary>
    /// <remarks>
    /// Classes such as <c>rain/rain-on-tent</c> are split within what stands before the slash, where it holds enough classes to
    /// fill all parts; the others are split together, or trained on where even they are too few.
    /// </remarks>
    /// <param name="entries">The corpus.</param>
    /// <param name="shares">Wanted shares, in clips.</param>
    /// <param name="seed">Any number; other seeds give other splits.</param>
    /// <param name="column">The column that holds the class.</param>
    /// <exception cref="ArgumentException">There is no such column, a clip has no class, or there are fewer classes than parts.</exception>
    public static CorpusSplit ByClass(IReadOnlyList<ManifestEntry> entries, SplitShares shares, ulong seed, string column = "class")
    {
        ArgumentNullException.ThrowIfNull(entries);
        var large = entries.GroupBy(e => Kind(e[column]))
            .Where(kind => kind.Select(e => e[column]).Distinct().Count() >= Parts(shares).Count())
            .Select(kind => kind.Key)
            .ToHashSet();
        return Split(entries, shares, seed, column, e => large.Contains(Kind(e[column])) ? Kind(e[column]) : "\0rest");
    }

    private static CorpusSplit Split(IReadOnlyList<ManifestEntry> entries, SplitShares shares, ulong seed, string column, Func<ManifestEntry, string> stratum)
    {
        ArgumentNullException.ThrowIfNull(entries);
        shares.Validate(nameof(shares));
        var part = new Dictionary<string, int>();
        foreach (IGrouping<string, ManifestEntry> layer in entries.GroupBy(stratum))
        {
            (string Name, int Clips)[] groups = [.. layer.GroupBy(e => Named(e, column))
                .Select(g => (Name: g.Key, Clips: g.Count()))
                .OrderBy(g => Hash(g.Name, seed))
                .ThenBy(g => g.Name, StringComparer.Ordinal)];
            Assign(groups, shares, part, column, mustFill: layer.Key != "\0rest" || layer.Count() == entries.Count);
        }

        ManifestEntry[] Of(int index) => [.. entries.Where(e => part[e[column]] == index)];
        return new CorpusSplit(Of(2), Of(1), Of(0));
    }

    // Parts: 0 test, 1 development, 2 training.
    private static void Assign((string Name, int Clips)[] groups, SplitShares shares, Dictionary<string, int> part, string column, bool mustFill)
    {
        (int Index, double Share)[] wanted = [.. Parts(shares)];
        bool enough = groups.Length >= wanted.Length;
        if (mustFill && !enough)
        {
            throw new ArgumentException($"{groups.Length} different values of '{column}' cannot fill {wanted.Length} parts", nameof(groups));
        }

        int total = groups.Sum(g => g.Clips);
        int next = 0;
        for (int p = 0; enough && p < wanted.Length - 1; p++)
        {
            int reserved = wanted.Length - 1 - p;
            double missing = wanted[p].Share * total;
            bool empty = true;
            // A further group is taken while that brings the part nearer to its share and leaves one for each later part.
            while (groups.Length - next > reserved && (empty || groups[next].Clips < 2 * missing))
            {
                missing -= groups[next].Clips;
                part[groups[next].Name] = wanted[p].Index;
                empty = false;
                next++;
            }
        }

        foreach ((string name, int _) in groups.AsSpan(next))
        {
            part[name] = wanted[^1].Index;
        }
    }

    private static IEnumerable<(int Index, double Share)> Parts(SplitShares shares)
    {
        double[] all = [shares.Test, shares.Development, 1 - shares.Test - shares.Development];
        // Shares such as 0.9 and 0.1 leave a rounding error, not a part.
        return all.Select((share, index) => (index, share)).Where(p => p.share > 1e-9);
    }

    private static string Named(ManifestEntry entry, string column)
    {
        string name = entry[column];
        return name.Length > 0 ? name : throw new ArgumentException($"line {entry.Line} ('{entry.File}') has no {column}", nameof(entry));
    }

    private static string Kind(string @class)
    {
        int slash = @class.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 ? string.Empty : @class[..slash];
    }

    // FNV-1a over the UTF-16 units, then the finalizer of SplitMix64, so that near names land far apart.
    private static ulong Hash(string name, ulong seed)
    {
        ulong hash = 14695981039346656037;
        foreach (char unit in name)
        {
            hash = (hash ^ unit) * 1099511628211;
        }

        return new Signals.Randomness.SeededRandom(hash ^ seed).NextBits();
    }
}
