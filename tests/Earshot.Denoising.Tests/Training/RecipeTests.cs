using Earshot.Denoising.Training;

namespace Earshot.Denoising.Tests.Training;

public sealed class RecipeTests
{
    [Theory]
    [InlineData("""{ "architecture": "huge" }""", "Architecture")]
    [InlineData("""{ "stepps": 3 }""", "stepps")]
    [InlineData("""{ "steps": 0, "rate": 7 }""", "Rate")]
    [InlineData("""{ "steps": """, "json")]
    public void A_broken_recipe_says_what_is_wrong(string text, string expected)
    {
        string path = Path.Combine(Path.GetTempPath(), $"earshot-{Guid.NewGuid():N}.json");
        File.WriteAllText(path, text);
        try
        {
            RecipeFormatException error = Assert.Throws<RecipeFormatException>(() => DenoiserRecipe.Read(path));
            Assert.Contains(expected, error.Message, StringComparison.OrdinalIgnoreCase);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
