using System.Globalization;
using System.Text;
using Earshot.Spatial.Design;

namespace Earshot.Spatial.Export;

/// <summary>The coefficients as a C header: all filters, or the relative form where the device asks for it.</summary>
internal static class CHeaderExport
{
    private const int PerLine = 6;

    public static string Write(SpatialModel model)
    {
        string prefix = FilterExport.Plain(model.Device.Name).Replace('-', '_');
        prefix = char.IsAsciiDigit(prefix[0]) ? "device_" + prefix : prefix;
        string guard = $"{prefix}_{model.SampleRate}_H".ToUpperInvariant();
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"/* {model.Device.Name}: filters from programme channels to drivers, float32. Channels: left, right, center. */\n");
        text.Append(CultureInfo.InvariantCulture, $"#ifndef {guard}\n#define {guard}\n\n");
        void Define(string name, string value) => text.Append(CultureInfo.InvariantCulture, $"#define {prefix.ToUpperInvariant()}_{name} {value}\n");
        Define("SAMPLE_RATE", $"{model.SampleRate}");
        Define("DRIVERS", $"{model.Playback.DriverCount}");
        Define("SAFE_GAIN_DB", string.Create(CultureInfo.InvariantCulture, $"({FilterExport.SafeGainDb(model):0.0}f)"));
        if (model.Device.Filters.IsRelative)
        {
            WriteRelative(model, prefix, text, Define);
        }
        else
        {
            Define("CHANNELS", $"{model.Playback.ChannelCount}");
            Define("TAPS", $"{model.Playback.TapCount}");
            Define("LEAD_IN", string.Create(CultureInfo.InvariantCulture, $"{model.Playback.DelaySamples:0}"));
            text.Append(CultureInfo.InvariantCulture, $"\nstatic const float {prefix}_taps[{model.Playback.ChannelCount}][{model.Playback.DriverCount}][{model.Playback.TapCount}] = {{\n");
            for (int c = 0; c < model.Playback.ChannelCount; c++)
            {
                text.Append("  {\n");
                for (int n = 0; n < model.Playback.DriverCount; n++)
                {
                    Values(text, model.Playback.Taps((ProgrammeChannel)c, n));
                }

                text.Append("  },\n");
            }

            text.Append("};\n");
        }

        return text.Append("\n#endif\n").ToString();
    }

    private static void WriteRelative(SpatialModel model, string prefix, StringBuilder text, Action<string, string> define)
    {
        int drivers = model.Playback.DriverCount;
        int taps = model.Playback.TapCount;
        int quotientTaps = Math.Min(256, taps);
        int leadIn = quotientTaps / 4;
        RelativeFilters[] forms = [.. model.Programme.Select(w => RelativeFilters.Of(w, model.SampleRate, taps, quotientTaps, leadIn))];
        define("CHANNELS", $"{forms.Length}");
        define("EQUALIZER_TAPS", $"{taps}");
        define("QUOTIENT_TAPS", $"{quotientTaps}");
        define("REFERENCE_DELAY", $"{leadIn}");
        text.Append(CultureInfo.InvariantCulture, $"\nstatic const int {prefix}_reference[{forms.Length}] = {{ {string.Join(", ", forms.Select(static f => f.ReferenceDriver))} }};\n");
        text.Append(CultureInfo.InvariantCulture, $"\nstatic const float {prefix}_equalizer[{forms.Length}][{taps}] = {{\n");
        foreach (RelativeFilters form in forms)
        {
            Values(text, form.Equalizer);
        }

        text.Append(CultureInfo.InvariantCulture, $"}};\n\n/* Each driver over the reference, behind the reference's delay. */\nstatic const float {prefix}_quotient[{forms.Length}][{drivers}][{quotientTaps}] = {{\n");
        foreach (RelativeFilters form in forms)
        {
            text.Append("  {\n");
            for (int n = 0; n < drivers; n++)
            {
                Values(text, form.Quotient(n));
            }

            text.Append("  },\n");
        }

        text.Append("};\n");
    }

    private static void Values(StringBuilder text, ReadOnlySpan<float> values)
    {
        text.Append("    {\n");
        for (int i = 0; i < values.Length; i++)
        {
            string number = values[i].ToString("0.0########e+00", CultureInfo.InvariantCulture);
            text.Append(i % PerLine == 0 ? "      " : " ").Append(number).Append("f,").Append(i % PerLine == PerLine - 1 || i == values.Length - 1 ? "\n" : "");
        }

        text.Append("    },\n");
    }
}
