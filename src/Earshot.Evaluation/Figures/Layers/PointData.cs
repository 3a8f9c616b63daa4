namespace Earshot.Evaluation.Figures.Layers;

/// <summary>Checks pairs of numbers.</summary>
internal static class PointData
{
    public static void SameLength(int x, int y, string name)
    {
        if (x != y)
        {
            throw new ArgumentException($"expected as many values as there are places ({x}), got {y}", name);
        }
    }
}
