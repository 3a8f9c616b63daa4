using System.Text;
using Earshot.Signals.Randomness;
using FsCheck;
using FsCheck.Fluent;

namespace Earshot.Corpora.Tests;

public sealed class SpeakerSplitTests
{
    [Fact]
    public void No_speaker_is_in_two_parts_and_no_clip_is_lost()
    {
        Prop.ForAll(Gen.Choose(3, 60).Zip(Gen.Choose(0, 10_000)).ToArbitrary(), drawn =>
        {
            (int speakers, int seed) = drawn;
            Manifest corpus = Corpus(speakers, (ulong)seed);
            CorpusSplit split = SpeakerSplit.BySpeaker(corpus.Entries, SplitShares.Usual, (ulong)seed);
            IReadOnlyList<ManifestEntry>[] parts = [split.Train, split.Development, split.Test];
            int distinct = parts.Sum(p => p.Select(e => e["speaker"]).Distinct().Count());
            return parts.All(p => p.Count > 0)
                && distinct == speakers
                && parts.SelectMany(p => p).Select(e => e.File).Order().SequenceEqual(corpus.Entries.Select(e => e.File).Order());
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Shares_are_met_within_half_a_speaker()
    {
        Manifest corpus = Corpus(200, 1);
        CorpusSplit split = SpeakerSplit.BySpeaker(corpus.Entries, new SplitShares(0.1, 0.2), 5);
        // Speakers of the made corpus have 1 to 20 clips of about 2,100.
        Assert.Equal(0.2, split.Test.Count / (double)corpus.Entries.Count, 0.01);
        Assert.Equal(0.1, split.Development.Count / (double)corpus.Entries.Count, 0.01);
    }

    [Fact]
    public void The_seed_decides_and_a_newcomer_moves_few()
    {
        Manifest corpus = Corpus(100, 1);
        var shares = new SplitShares(0, 0.3);
        string[] Test(Manifest m, ulong seed) => [.. SpeakerSplit.BySpeaker(m.Entries, shares, seed).Test.Select(e => e["speaker"]).Distinct()];
        Assert.Equal(Test(corpus, 1), Test(corpus, 1));
        Assert.NotEqual(Test(corpus, 1), Test(corpus, 2));
        string[] before = Test(corpus, 1);
        string[] after = Test(Corpus(101, 1), 1);
        Assert.True(before.Except(after).Count() <= 2, "one more speaker moved more than two others");
        Assert.Empty(SpeakerSplit.BySpeaker(corpus.Entries, shares, 1).Development);
    }

    [Fact]
    public void Whole_classes_are_kept_and_every_kind_is_tested()
    {
        var text = new StringBuilder("file\tclass\n");
        foreach (string kind in new[] { "rain", "places", "things" })
        {
            for (int i = 0; i < 12; i++)
            {
                text.Append(kind).Append('/').Append(i).Append('\t').Append(kind).Append('/').Append(i / 2).Append('\n');
            }
        }

        text.Append("odd/1\todd/1\n");
        Manifest corpus = Read(text);
        CorpusSplit split = SpeakerSplit.ByClass(corpus.Entries, new SplitShares(0.15, 0.15), 3);
        Assert.Empty(split.Test.Select(e => e["class"]).Intersect(split.Train.Concat(split.Development).Select(e => e["class"])));
        Assert.Equal(["places", "rain", "things"], split.Test.Select(e => e["class"].Split('/')[0]).Distinct().Order());
        Assert.Equal(corpus.Entries.Count, split.Train.Count + split.Development.Count + split.Test.Count);
    }

    [Fact]
    public void Impossible_requests_are_refused()
    {
        Manifest two = Corpus(2, 1);
        Assert.Throws<ArgumentException>(() => SpeakerSplit.BySpeaker(two.Entries, SplitShares.Usual, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => SpeakerSplit.BySpeaker(two.Entries, new SplitShares(0.7, 0.7), 1));
        Assert.Throws<ArgumentException>(() => SpeakerSplit.BySpeaker(two.Entries, new SplitShares(0, 0.5), 1, "voice"));
        Manifest nameless = Read(new StringBuilder("file\tspeaker\na\tann\nb\t\n"));
        Assert.Contains("line 3", Assert.Throws<ArgumentException>(() => SpeakerSplit.BySpeaker(nameless.Entries, new SplitShares(0, 0.5), 1)).Message, StringComparison.Ordinal);
    }

    private static Manifest Corpus(int speakers, ulong seed)
    {
        var text = new StringBuilder("file\tspeaker\n");
        for (int s = 0; s < speakers; s++)
        {
            int clips = 1 + new SeededRandom(seed + (ulong)s).NextInt(20);
            for (int c = 0; c < clips; c++)
            {
                text.Append($"s{s}/{c}\ts{s}\n");
            }
        }

        return Read(text);
    }

    private static Manifest Read(StringBuilder text) => Manifest.Read(new StringReader(text.ToString()), "index.tsv");
}
