namespace Earshot.Architecture;

// Fails with the whole list of breaches, one a line.
internal static class Breaches
{
    public static void None(IEnumerable<string> found)
    {
        string[] all = [.. found];
        Assert.True(all.Length == 0, $"{all.Length} breaches:{Environment.NewLine}{string.Join(Environment.NewLine, all)}");
    }
}
