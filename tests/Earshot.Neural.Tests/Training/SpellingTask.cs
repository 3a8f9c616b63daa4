using Earshot.Neural.Layers;
using Earshot.Neural.Losses;
using Earshot.Neural.Operations;
using Earshot.Neural.Training;
using Earshot.Signals.Randomness;

namespace Earshot.Neural.Tests.Training;

// Four sequences of noise, each with a label sequence to be learnt by heart, under one of the losses without alignment.
internal sealed class SpellingTask : Module<float>, ITrainingTask<float>
{
    private const int Frames = 14;
    private const int Features = 5;
    private const int Classes = 6;
    private const int Width = 16;
    private static readonly int[][] Labels = [[1, 2, 3], [4, 4], [5, 1, 2, 5], []];
    private static readonly int[] Lengths = [14, 12, 14, 10];
    private readonly string _loss;
    private readonly Gru<float> _encoder;
    private readonly Linear<float> _acoustic;
    private readonly Embedding<float> _symbols;
    private readonly Gru<float> _predictor;
    private readonly Linear<float> _language;
    private readonly Linear<float> _joint;
    private readonly float[] _x = new float[4 * Frames * Features];

    public SpellingTask(string loss)
    {
        _loss = loss;
        var random = new SeededRandom(1);
        random.FillGaussian(_x);
        _encoder = Add("encoder", new Gru<float>(Features, Width, random));
        _acoustic = Add("acoustic", new Linear<float>(Width, Classes, random));
        _symbols = Add("symbols", new Embedding<float>(Classes, Width, random));
        _predictor = Add("predictor", new Gru<float>(Width, Width, random));
        _language = Add("language", new Linear<float>(Width, Classes, random));
        _joint = Add("joint", new Linear<float>(Width, Classes, random));
    }

    public Tensor<float> Loss(Tape<float> tape, TrainingStep step)
    {
        Tensor<float> encoded = _encoder.Forward(tape.Constant(new Shape("BTF", 4, Frames, Features), _x));
        if (_loss == "ctc")
        {
            return _acoustic.Forward(encoded).Ctc(Labels, Lengths);
        }

        // What the predictor has seen at each position: a start symbol, then the labels; those behind the end are not read.
        int[] history = [.. Labels.SelectMany(labels => labels.Prepend(0).Concat(Enumerable.Repeat(0, 4 - labels.Length)))];
        Tensor<float> predicted = _predictor.Forward(_symbols.Forward(tape, history, 4));
        (Tensor<float> weight, Tensor<float> bias) = (tape.Use(_joint.Weight), tape.Use(_joint.Bias!));
        if (_loss == "transducer")
        {
            return encoded.TransducerJoint(predicted, weight, bias, Labels, Lengths, new() { FastEmit = 0.005 });
        }

        Tensor<float> additive = _acoustic.Forward(encoded).TransducerAdditive(_language.Forward(predicted), Labels, 3, out LabelWindow[] windows, Lengths);
        return encoded.TransducerJoint(predicted, weight, bias, Labels, Lengths, windows: windows) + (additive * 0.5);
    }
}
