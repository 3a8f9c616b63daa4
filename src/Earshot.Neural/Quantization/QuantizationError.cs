namespace Earshot.Neural.Quantization;

/// <summary>How far quantized weights are from the weights that they stand for.</summary>
/// <param name="SqnrDb">Energy of the weights over that of the errors, in dB; infinite where there is no error.</param>
/// <param name="MaxError">The largest error of a weight.</param>
/// <param name="BitsPerWeight">Bits in memory per weight, scales and padding included.</param>
public readonly record struct QuantizationError(double SqnrDb, double MaxError, double BitsPerWeight);
