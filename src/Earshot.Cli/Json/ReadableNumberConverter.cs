using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Earshot.Cli.Json;

/// <summary>Writes numbers with nine significant digits, and as null what JSON has no number for.</summary>
internal sealed class ReadableNumberConverter : JsonConverter<double>
{
    /// <inheritdoc/>
    public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDouble();

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options)
    {
        if (double.IsFinite(value))
        {
            writer.WriteRawValue(value.ToString("G9", CultureInfo.InvariantCulture), skipInputValidation: true);
        }
        else
        {
            writer.WriteNullValue();
        }
    }
}
