using System.CommandLine;
using System.Text.RegularExpressions;
using Earshot.Cli.CommandLine;
using Earshot.Cli.Terminals;
using Earshot.Cli.Tests.Harness;

namespace Earshot.Cli.Tests;

public sealed class CommandTreeTests
{
    public static TheoryData<string> Commands()
    {
        using var terminal = new Terminal(() => Stream.Null, Stream.Null, Stream.Null);
        var paths = new TheoryData<string>();
        Walk(EarshotCommands.Create(terminal), "", paths);
        return paths;
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task Every_command_has_a_help_page(string path)
    {
        ToolResult result = await Tool.RunInsideAsync([.. path.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"]);
        Assert.Equal(0, result.ExitCode);
        Assert.Empty(result.Error);
        Assert.Contains($"earshot {path}".TrimEnd(), result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task Every_argument_and_option_of_every_command_is_described(string path)
    {
        Command command = Find(path);
        Assert.False(string.IsNullOrWhiteSpace(command.Description), path);
        Assert.All(command.Arguments, a => Assert.False(string.IsNullOrWhiteSpace(a.Description), $"{path} {a.Name}"));
        Assert.All(command.Options, o => Assert.False(string.IsNullOrWhiteSpace(o.Description), $"{path} {o.Name}"));
        ToolResult result = await Tool.RunInsideAsync([.. path.Split(' ', StringSplitOptions.RemoveEmptyEntries), "-h"]);
        Assert.All(command.Options.Where(o => !o.Hidden), o => Assert.Contains(o.Name, result.Output, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task Every_verb_shows_examples_that_its_own_parser_accepts(string path)
    {
        Command command = Find(path);
        if (command is not Verb verb)
        {
            Assert.NotEmpty(command.Subcommands);
            return;
        }

        Assert.NotEmpty(verb.Examples);
        ToolResult result = await Tool.RunInsideAsync([.. path.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"]);
        using var terminal = new Terminal(() => Stream.Null, Stream.Null, Stream.Null);
        foreach (string example in verb.Examples)
        {
            Assert.Contains(example, result.Output, StringComparison.Ordinal);
            // The part of the pipeline that is ours: from the word `earshot` to the next bar or redirection.
            Match ours = Regex.Match(example, @"(?:^|\| )earshot (?<words>[^|>]*)", RegexOptions.ExplicitCapture);
            Assert.True(ours.Success, example);
            ParseResult parsed = EarshotCommands.Create(terminal).Parse(ours.Groups["words"].Value.Trim());
            Assert.True(parsed.Errors.Count == 0, $"{example}: {string.Join("; ", parsed.Errors)}");
            Assert.Equal(verb.Name, parsed.CommandResult.Command.Name);
        }
    }

    [Fact]
    public async Task Version_is_one_line()
    {
        ToolResult result = await Tool.RunAsync(["--version"]);
        Assert.Equal(0, result.ExitCode);
        Assert.Matches(@"^\d+\.\d+\.\d+", Assert.Single(result.OutputLines));
    }

    [Theory]
    [InlineData("frobnicate")]
    [InlineData("--frobnicate")]
    [InlineData("info", "--frobnicate", "a.wav")]
    [InlineData("info")]
    public async Task Nonsense_is_wrong_usage_and_points_to_the_help(params string[] arguments)
    {
        ToolResult result = await Tool.RunAsync(arguments);
        Assert.Equal(2, result.ExitCode);
        Assert.Empty(result.Output);
        Assert.StartsWith("earshot: ", result.ErrorLines[0], StringComparison.Ordinal);
        Assert.Contains("--help", result.ErrorLines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_at_all_lists_the_verbs_on_standard_error()
    {
        ToolResult result = await Tool.RunAsync([]);
        Assert.Equal(2, result.ExitCode);
        Assert.Empty(result.Output);
        Assert.Contains("info", result.Error, StringComparison.Ordinal);
    }

    private static Command Find(string path)
    {
        using var terminal = new Terminal(() => Stream.Null, Stream.Null, Stream.Null);
        return EarshotCommands.Create(terminal).Parse(path).CommandResult.Command;
    }

    private static void Walk(Command command, string path, TheoryData<string> paths)
    {
        paths.Add(path);
        foreach (Command child in command.Subcommands)
        {
            Walk(child, $"{path} {child.Name}".TrimStart(), paths);
        }
    }
}
