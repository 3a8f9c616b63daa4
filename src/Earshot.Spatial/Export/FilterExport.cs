using Earshot.Signals;
using Earshot.Spatial.Design;
using Earshot.Spatial.Devices;

namespace Earshot.Spatial.Export;

/// <summary>The files that carry a design to other programs, as names and contents.</summary>
/// <remarks>
/// Targets without an upmix get the left and the right channel's filters, which reproduce a stereo programme as it is; the centre's
/// beam is for those that have one. All start with a gain that no sine at full scale can drive into clipping.
/// </remarks>
public static class FilterExport
{
    /// <summary>The WAV files: one a channel and driver, and one with all of them.</summary>
    /// <param name="model">The design.</param>
    public static IEnumerable<(string Name, AudioBuffer Content)> Waves(SpatialModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        FilterSet filters = model.Playback;
        for (int c = 0; c < filters.ChannelCount; c++)
        {
            for (int n = 0; n < filters.DriverCount; n++)
            {
                yield return (WaveName(model, (ProgrammeChannel)c, n), new AudioBuffer(filters.SampleRate, filters.Taps((ProgrammeChannel)c, n)));
            }
        }

        yield return ($"{model.Device.Name}-{filters.SampleRate}-all.wav", filters.ToBuffer());
    }

    /// <summary>One text file of a format.</summary>
    /// <param name="model">The design.</param>
    /// <param name="format">The format.</param>
    /// <exception cref="DeviceFormatException">The format cannot express the device.</exception>
    public static (string Name, string Content) Text(SpatialModel model, ExportFormat format)
    {
        ArgumentNullException.ThrowIfNull(model);
        string stem = $"{model.Device.Name}-{model.SampleRate}";
        return format switch
        {
            ExportFormat.CamillaDsp => ($"{stem}-camilladsp.yml", CamillaDspExport.Write(model)),
            ExportFormat.EqualizerApo => ($"{stem}-equalizer-apo.txt", EqualizerApoExport.Write(model)),
            ExportFormat.PipeWire => ($"{stem}-pipewire.conf", PipeWireExport.Write(model)),
            ExportFormat.CHeader => ($"{stem}.h", CHeaderExport.Write(model)),
            _ => throw new ArgumentOutOfRangeException(nameof(format), format, "expected a known format"),
        };
    }

    /// <summary>The name of a channel's and driver's WAV.</summary>
    internal static string WaveName(SpatialModel model, ProgrammeChannel channel, int driver) =>
        $"{model.Device.Name}-{model.SampleRate}-{ChannelName(channel)}-{Plain(model.Device.Drivers[driver].Id)}.wav";

    /// <summary>The gain that exports start with, in dB.</summary>
    internal static double SafeGainDb(SpatialModel model) => -Math.Max(0, Math.Ceiling(model.Playback.PeakGainDb * 10) / 10);

    /// <summary>A channel's name in lower case.</summary>
    internal static string ChannelName(ProgrammeChannel channel) => channel switch
    {
        ProgrammeChannel.Left => "left",
        ProgrammeChannel.Right => "right",
        _ => "center",
    };

    /// <summary>Letters, digits and dashes.</summary>
    internal static string Plain(string id) => string.Concat(id.Select(static c => char.IsAsciiLetterOrDigit(c) ? char.ToLowerInvariant(c) : '-'));
}
