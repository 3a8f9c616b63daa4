namespace Earshot.Neural.Tests;

public sealed class ShapeTests
{
    private static readonly Shape Frames = new("BTF", 16, 200, 70);

    [Fact]
    public void Reads_as_people_write_it()
    {
        Assert.Equal("[B 16, T 200, F 70]", Frames.ToString());
        Assert.Equal("[]", Shape.Scalar.ToString());
        Assert.Equal(1, Shape.Scalar.Count);
    }

    [Fact]
    public void Dimensions_have_places_and_names()
    {
        Assert.Equal(224_000, Frames.Count);
        Assert.Equal(200, Frames['T']);
        Assert.Equal(70, Frames[-1]);
        Assert.Equal((16, 200, 70), Frames.SplitAt(1));
        Assert.Equal(new Shape("BF", 16, 70), Frames.Without(1));
        Assert.Equal(new Shape("BTV", 16, 200, 5), Frames.With(-1, 5, 'V'));
        Assert.NotEqual(Frames, new Shape("BTC", 16, 200, 70));
        Assert.True(Frames.SameLengths(new Shape("BTC", 16, 200, 70)));
    }

    [Fact]
    public void Nonsense_is_refused()
    {
        Assert.Throws<ArgumentException>(() => new Shape("BT", 1, 2, 3));
        Assert.Throws<ArgumentException>(() => new Shape("BB", 1, 2));
        Assert.Throws<ArgumentException>(() => new Shape("ABCDE", 1, 2, 3, 4, 5));
        Assert.Throws<ArgumentException>(() => Frames['X']);
        Assert.Throws<ArgumentOutOfRangeException>(() => new Shape("BT", 1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Shape("BT", 1 << 20, 1 << 20));
        Assert.Throws<ArgumentOutOfRangeException>(() => Frames[3]);
    }
}
