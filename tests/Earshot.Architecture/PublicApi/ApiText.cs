using System.Reflection;
using System.Runtime.CompilerServices;

namespace Earshot.Architecture.PublicApi;

// The public surface of an assembly as text: types by full name, members indented below, all in ordinal order.
internal static class ApiText
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static string Of(Assembly assembly)
    {
        var lines = new List<string>();
        foreach (IGrouping<string?, Type> space in assembly.GetExportedTypes().GroupBy(type => type.Namespace).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            lines.Add($"namespace {space.Key}");
            lines.Add("");
            foreach (Type type in space.OrderBy(type => type.FullName, StringComparer.Ordinal))
            {
                lines.AddRange(Of(type));
                lines.Add("");
            }
        }

        return string.Join('\n', lines);
    }

    public static IEnumerable<string> Of(Type type) =>
    [
        Header(type),
        .. type.IsSubclassOf(typeof(Delegate))
            ? []
            : type.GetMembers(Declared).Select(MemberText.Of).OfType<string>().Order(StringComparer.Ordinal).Select(line => "    " + line),
    ];

    private static string Header(Type type)
    {
        if (type.IsSubclassOf(typeof(Delegate)))
        {
            return $"delegate {MemberText.Of(type.GetMethod("Invoke")!)!.Replace("virtual ", "", StringComparison.Ordinal).Replace(" Invoke(", $" {TypeNames.Of(type)}(", StringComparison.Ordinal)}";
        }

        bool isRecord = type.GetMethods(Declared).Any(method => method.Name is "<Clone>$" or "PrintMembers" && method.IsDefined(typeof(CompilerGeneratedAttribute)));
        string kind = type switch
        {
            { IsInterface: true } => "interface ",
            { IsEnum: true } => "enum ",
            { IsValueType: true } => (type.IsDefined(typeof(IsReadOnlyAttribute)) ? "readonly " : "") + (type.IsByRefLike ? "ref " : "") + (isRecord ? "record struct " : "struct "),
            { IsAbstract: true, IsSealed: true } => "static class ",
            _ => (type.IsAbstract ? "abstract " : type.IsSealed ? "sealed " : "") + (isRecord ? "record " : "class "),
        };
        IEnumerable<string> bases = Bases(type).Select(parent => TypeNames.Of(parent)).ToList();
        return kind + TypeNames.Of(type) + (bases.Any() ? " : " + string.Join(", ", bases) : "") + MemberText.Generics(type.GetGenericArguments());
    }

    // The base class, then the interfaces that no other base already brings; what every record or enum has is left out.
    private static IEnumerable<Type> Bases(Type type)
    {
        if (type.IsEnum)
        {
            return Enum.GetUnderlyingType(type) == typeof(int) ? [] : [Enum.GetUnderlyingType(type)];
        }

        Type[] all = type.GetInterfaces();
        IEnumerable<Type> own = all
            .Where(face => face.IsVisible && face != typeof(IEquatable<>).MakeGenericType(type))
            .Where(face => !all.Any(other => other.GetInterfaces().Contains(face)) && type.BaseType?.GetInterfaces().Contains(face) != true)
            .OrderBy(face => TypeNames.Of(face), StringComparer.Ordinal);
        return type.BaseType is { } parent && parent != typeof(object) && parent != typeof(ValueType) ? own.Prepend(parent) : own;
    }
}
