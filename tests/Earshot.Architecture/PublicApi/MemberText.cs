using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Earshot.Architecture.PublicApi;

// One line for each public or protected member, as C# declares it; nothing for what the compiler made.
internal static class MemberText
{
    private static readonly NullabilityInfoContext Nullability = new();

    public static string? Of(MemberInfo member) => member.IsDefined(typeof(CompilerGeneratedAttribute)) && member is not PropertyInfo
        ? null
        : member switch
        {
            ConstructorInfo { IsStatic: false } constructor when Visible(constructor) =>
                $"{Access(constructor)}{constructor.DeclaringType!.Name.Split('`')[0]}({Parameters(constructor)})",
            MethodInfo method when Visible(method) && IsDeclared(method) => Method(method),
            PropertyInfo property when property.GetAccessors(nonPublic: true).Any(Visible) && !property.IsDefined(typeof(CompilerGeneratedAttribute)) => Property(property),
            FieldInfo field when field.IsPublic || field.IsFamily => Field(field),
            EventInfo { AddMethod: { } add } declared when Visible(add) => $"{Modifiers(add)}event {TypeNames.Of(declared.EventHandlerType!)} {declared.Name}",
            _ => null,
        };

    public static string Generics(Type[] parameters) => string.Concat(parameters.Where(p => p.IsGenericParameter).Select(Constraint));

    private static bool Visible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    // Accessors belong to their property; operators stay.
    private static bool IsDeclared(MethodInfo method) =>
        !method.IsSpecialName || method.Name.StartsWith("op_", StringComparison.Ordinal);

    private static string Access(MethodBase method) => method.IsPublic ? "" : "protected ";

    private static string Modifiers(MethodBase method)
    {
        bool declaresInterface = method.DeclaringType!.IsInterface;
        bool overrides = method is MethodInfo info && info.GetBaseDefinition() != info;
        string kind = method switch
        {
            _ when declaresInterface => method is { IsStatic: true, IsAbstract: true } ? "static abstract " : method.IsStatic ? "static " : "",
            { IsStatic: true } => "static ",
            _ when overrides => method.IsFinal ? "sealed override " : "override ",
            { IsAbstract: true } => "abstract ",
            { IsVirtual: true, IsFinal: false } => "virtual ",
            _ => "",
        };
        return Access(method) + kind;
    }

    private static string Method(MethodInfo method)
    {
        Type[] generics = method.GetGenericArguments();
        string type = generics.Length > 0 ? $"<{string.Join(", ", generics.Select(g => g.Name))}>" : "";
        return $"{Modifiers(method)}{Ref(method.ReturnParameter)}{TypeNames.Of(method.ReturnType, Nullability.Create(method.ReturnParameter))} {method.Name}{type}({Parameters(method)}){Generics(generics)}";
    }

    private static string Parameters(MethodBase method)
    {
        string receiver = method.IsDefined(typeof(ExtensionAttribute)) ? "this " : "";
        return receiver + string.Join(", ", method.GetParameters().Select(Parameter));
    }

    private static string Parameter(ParameterInfo parameter)
    {
        string spread = parameter.IsDefined(typeof(ParamArrayAttribute)) || parameter.IsDefined(typeof(ParamCollectionAttribute)) ? "params " : "";
        string text = $"{spread}{Ref(parameter)}{TypeNames.Of(parameter.ParameterType, Nullability.Create(parameter))} {parameter.Name}";
        return parameter.HasDefaultValue ? $"{text} = {Literal(parameter.DefaultValue, parameter.ParameterType)}" : text;
    }

    private static string Ref(ParameterInfo parameter) => parameter switch
    {
        { ParameterType.IsByRef: false } => "",
        { IsOut: true } => "out ",
        { IsIn: true } => "in ",
        { Position: -1 } when parameter.GetRequiredCustomModifiers().Length > 0 => "ref readonly ",
        _ => "ref ",
    };

    private static string Property(PropertyInfo property)
    {
        MethodInfo accessor = property.GetAccessors(nonPublic: true).First(Visible);
        string required = property.IsDefined(typeof(RequiredMemberAttribute)) ? "required " : "";
        string name = property.GetIndexParameters() is { Length: > 0 } indices ? $"this[{string.Join(", ", indices.Select(Parameter))}]" : property.Name;
        string get = property.GetMethod is { } getter && Visible(getter) ? " get;" : "";
        string set = property.SetMethod is { } setter && Visible(setter)
            ? setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) ? " init;" : " set;"
            : "";
        return $"{required}{Modifiers(accessor)}{TypeNames.Of(property.PropertyType, Nullability.Create(property))} {name} {{{get}{set} }}";
    }

    private static string Field(FieldInfo field)
    {
        string access = field.IsPublic ? "" : "protected ";
        string type = TypeNames.Of(field.FieldType, Nullability.Create(field));
        return field switch
        {
            { DeclaringType.IsEnum: true, IsLiteral: true } => $"{field.Name} = {Convert.ToInt64(field.GetRawConstantValue(), CultureInfo.InvariantCulture)}",
            { DeclaringType.IsEnum: true } => null!,
            { IsLiteral: true } => $"{access}const {type} {field.Name} = {Literal(field.GetRawConstantValue(), field.FieldType)}",
            _ => $"{access}{(field.IsStatic ? "static " : "")}{(field.IsInitOnly ? "readonly " : "")}{type} {field.Name}",
        };
    }

    private static string Constraint(Type parameter)
    {
        List<string> all = [.. parameter.GetGenericParameterConstraints().Where(type => type != typeof(ValueType)).Select(type => TypeNames.Of(type)).Order(StringComparer.Ordinal)];
        GenericParameterAttributes special = parameter.GenericParameterAttributes;
        if (special.HasFlag(GenericParameterAttributes.NotNullableValueTypeConstraint))
        {
            all.Insert(0, "struct");
        }
        else if (special.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint))
        {
            all.Insert(0, "class");
        }

        return all.Count == 0 ? "" : $" where {parameter.Name} : {string.Join(", ", all)}";
    }

    private static string Literal(object? value, Type type) => value switch
    {
        null => type.IsValueType && Nullable.GetUnderlyingType(type) is null ? "default" : "null",
        string text => $"\"{text}\"",
        bool flag => flag ? "true" : "false",
        float number => number.ToString("R", CultureInfo.InvariantCulture),
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        _ when type.IsEnum => $"{type.Name}.{Enum.GetName(type, value) ?? value}",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
