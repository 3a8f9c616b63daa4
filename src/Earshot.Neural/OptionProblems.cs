namespace Earshot.Neural;

// What is wrong with a set of options, all of it, so that nobody has to find one mistake at a time.
internal sealed class OptionProblems
{
    private readonly List<string> _problems = [];

    public void Require<TValue>(bool holds, string name, TValue value, string expected)
    {
        if (!holds)
        {
            _problems.Add($"{name} is {value}; {expected} was expected");
        }
    }

    public void ThrowIfAny(string parameterName)
    {
        if (_problems.Count > 0)
        {
            throw new ArgumentException(string.Join("; ", _problems), parameterName);
        }
    }
}
