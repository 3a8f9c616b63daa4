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

    [Fact]
    public void What_is_left_out_takes_its_default()
    {
        string path = Path.Combine(Path.GetTempPath(), $"earshot-{Guid.NewGuid():N}.json");
        File.WriteAllText(path, """{ "steps": 7 }""");
        try
        {
            DenoiserRecipe recipe = DenoiserRecipe.Read(path);
            Assert.Equal((7, 12, "small"), (recipe.Steps, recipe.Sequences, recipe.Architecture));
            Assert.Empty(recipe.SpeechFolders);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
