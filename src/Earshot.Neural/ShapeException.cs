namespace Earshot.Neural;

/// <summary>A tensor does not have the shape that an operation needs.</summary>
/// <remarks>The message names the operation, what it expected, and what it was given.</remarks>
public sealed class ShapeException : ArgumentException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="operation">What was asked for, for example <c>MatMul</c>.</param>
    /// <param name="expected">The shape or the relation that it needs, in words.</param>
    /// <param name="actual">What it was given.</param>
    /// <param name="parameterName">The operand that does not fit.</param>
    public ShapeException(string operation, string expected, string actual, string parameterName)
        : base($"{operation}: {expected} was expected, {actual} was given", parameterName)
    {
    }

    internal static void Require(bool holds, string operation, string expected, in Shape actual, string parameterName)
    {
        if (!holds)
        {
            throw new ShapeException(operation, expected, actual.ToString(), parameterName);
        }
    }

    internal static void RequireRank(int rank, string operation, in Shape actual, string parameterName)
    {
        if (actual.Rank != rank)
        {
            throw new ShapeException(operation, $"{rank} dimensions", actual.ToString(), parameterName);
        }
    }

    internal static void RequireSame(string operation, in Shape expected, in Shape actual, string parameterName)
    {
        if (!expected.SameLengths(actual))
        {
            throw new ShapeException(operation, expected.ToString(), actual.ToString(), parameterName);
        }
    }
}
