namespace Earshot.Watermarking;

/// <summary>What a mark can carry: 16 bits of any meaning, or a time stamp to the minute.</summary>
public readonly record struct WatermarkPayload
{
    /// <summary>Time stamps count minutes from here, modulo 65536 minutes (45.5 days).</summary>
    private static readonly DateTimeOffset TimeOrigin = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private WatermarkPayload(ushort value, bool isTimeStamp)
    {
        Value = value;
        IsTimeStamp = isTimeStamp;
    }

    /// <summary>The 16 bits.</summary>
    public ushort Value { get; }

    /// <summary>Whether the bits are a time stamp.</summary>
    public bool IsTimeStamp { get; }

    /// <summary>A payload of 16 bits.</summary>
    /// <param name="value">Any value.</param>
    public static WatermarkPayload FromBits(ushort value) => new(value, isTimeStamp: false);

    /// <summary>A time stamp, rounded down to the minute.</summary>
    /// <param name="time">The time; readers find it again within 22.7 days of their own clock.</param>
    public static WatermarkPayload FromTime(DateTimeOffset time)
    {
        long minutes = (long)Math.Floor((time - TimeOrigin).TotalMinutes);
        return new WatermarkPayload((ushort)(minutes & 0xFFFF), isTimeStamp: true);
    }

    /// <summary>A time stamp from its 16 bits.</summary>
    /// <param name="value">Minutes modulo 65536.</param>
    internal static WatermarkPayload FromTimeBits(ushort value) => new(value, isTimeStamp: true);

    /// <summary>Four hexadecimal digits.</summary>
    /// <param name="text">The digits.</param>
    /// <exception cref="ArgumentException">The text is something else.</exception>
    public static WatermarkPayload Parse(string text)
    {
        if (text is null || text.Length != 4
            || !ushort.TryParse(text, System.Globalization.NumberStyles.AllowHexSpecifier, provider: null, out ushort value))
        {
            throw new ArgumentException($"a payload is 16 bits as four hexadecimal digits, such as 1F2E, not '{text}'", nameof(text));
        }

        return FromBits(value);
    }

    /// <summary>The time that a time stamp means, taken as the candidate nearest to a clock.</summary>
    /// <param name="near">The reader's idea of the time.</param>
    /// <exception cref="InvalidOperationException">The payload is no time stamp.</exception>
    public DateTimeOffset ToTime(DateTimeOffset near)
    {
        if (!IsTimeStamp)
        {
            throw new InvalidOperationException("the payload is no time stamp");
        }

        long minutes = (long)Math.Floor((near - TimeOrigin).TotalMinutes);
        // The signed 16-bit difference is the way round the circle that is shorter.
        short difference = unchecked((short)(Value - (ushort)(minutes & 0xFFFF)));
        return TimeOrigin.AddMinutes(minutes + difference);
    }

    /// <inheritdoc/>
    public override string ToString() => Value.ToString("X4");
}
