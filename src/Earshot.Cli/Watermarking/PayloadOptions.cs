using System.CommandLine;
using System.Globalization;
using Earshot.Cli.CommandLine;
using Earshot.Watermarking;

namespace Earshot.Cli.Watermarking;

/// <summary>What a mark shall carry: the options <c>--payload</c> and <c>--timestamp</c>.</summary>
internal sealed class PayloadOptions
{
    private readonly TimeProvider _clock;
    private readonly Option<string?> _payload = new("--payload")
    {
        Description = "16 bits that the mark carries, as four hexadecimal digits.",
        HelpName = "HEX",
    };

    private readonly Option<string?> _timestamp = new("--timestamp")
    {
        Description = "Let the mark carry a time to the minute, such as 2026-03-01T12:00Z; now if none is given.",
        HelpName = "TIME",
        Arity = ArgumentArity.ZeroOrOne,
    };

    /// <summary>Declares the options.</summary>
    /// <param name="clock">Tells what now is.</param>
    public PayloadOptions(TimeProvider clock)
    {
        _clock = clock;
    }

    /// <summary>Adds the options to a verb.</summary>
    /// <param name="verb">The verb.</param>
    public void AddTo(Command verb)
    {
        verb.Add(_payload);
        verb.Add(_timestamp);
    }

    /// <summary>The payload that was asked for.</summary>
    /// <param name="arguments">The parsed command line.</param>
    /// <returns>Null for presence alone.</returns>
    /// <exception cref="UsageException">Both options were given, or the time makes no sense.</exception>
    /// <exception cref="ArgumentException">The payload is no four hexadecimal digits.</exception>
    public WatermarkPayload? Get(ParseResult arguments)
    {
        string? bits = arguments.GetValue(_payload);
        bool isTime = arguments.GetResult(_timestamp) is { Implicit: false };
        if (!isTime)
        {
            return bits is null ? null : WatermarkPayload.Parse(bits);
        }

        if (bits is not null)
        {
            throw new UsageException("--payload and --timestamp are both given; a mark carries one of them");
        }

        return WatermarkPayload.FromTime(arguments.GetValue(_timestamp) is { } text ? ParseTime(text) : _clock.GetUtcNow());
    }

    // A time without a zone is taken as UTC, so that the same words mean the same on every machine.
    private static DateTimeOffset ParseTime(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time)
            ? time
            : throw new UsageException($"--timestamp is {text}; a time such as 2026-03-01T12:00Z was expected");
}
