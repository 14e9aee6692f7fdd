using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace SecureDialogue.Mls.Tests.PublicApi;

/// <summary>The exported types and members of an assembly as text, one a line; what the compiler adds to records is left out.</summary>
internal static class ApiText
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void",
        [typeof(bool)] = "bool",
        [typeof(byte)] = "byte",
        [typeof(ushort)] = "ushort",
        [typeof(int)] = "int",
        [typeof(uint)] = "uint",
        [typeof(ulong)] = "ulong",
        [typeof(string)] = "string",
        [typeof(object)] = "object",
    };

    internal static string Of(Assembly assembly)
    {
        var text = new StringBuilder();
        foreach (var type in assembly.GetExportedTypes().OrderBy(type => type.FullName, StringComparer.Ordinal))
        {
            _ = text.Append(Of(type)).Append('\n');
            foreach (var line in MembersOf(type))
            {
                _ = text.Append("    ").Append(line).Append('\n');
            }
        }

        return text.ToString();
    }

    internal static string Of(MethodInfo method)
    {
        var nullability = new NullabilityInfoContext();
        return $"{(method.IsStatic ? "static " : "")}{Name(method.ReturnType, nullability.Create(method.ReturnParameter))} {method.Name}({Of(method.GetParameters())})";
    }

    internal static string Of(PropertyInfo property)
    {
        var isRequired = property.IsDefined(typeof(RequiredMemberAttribute));
        var accessor = property.GetMethod!;
        var setter = property.SetMethod is not { IsPublic: true } set ? ""
            : set.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) ? "init; " : "set; ";
        var name = Name(property.PropertyType, new NullabilityInfoContext().Create(property));
        return $"{(accessor.IsStatic ? "static " : "")}{(isRequired ? "required " : "")}{name} {property.Name} {{ get; {setter}}}";
    }

    private static string Of(Type type)
    {
        var kind = type.IsEnum ? $"enum {type.FullName} : {Name(type.GetEnumUnderlyingType())}"
            : $"{(type.IsInterface ? "interface" : type.IsValueType ? "struct" : "class")} {type.FullName}";
        var modifiers = type.IsInterface || type.IsValueType ? "" : type is { IsAbstract: true, IsSealed: true } ? "static "
            : type.IsSealed ? "sealed " : type.IsAbstract ? "abstract " : "";
        var above = type.IsEnum || type.IsValueType ? [] : new[] { type.BaseType }.OfType<Type>().Where(parent => parent != typeof(object));
        var interfaces = type.IsEnum ? [] : type.GetInterfaces().Where(i => i.IsVisible && i.Name != typeof(IEquatable<>).Name);
        var parents = above.Concat(interfaces.OrderBy(i => i.Name, StringComparer.Ordinal)).Select(parent => Name(parent)).ToList();
        return modifiers + kind + (parents.Count == 0 ? "" : " : " + string.Join(", ", parents));
    }

    private static IEnumerable<string> MembersOf(Type type) => type.IsEnum
        ? Enum.GetValuesAsUnderlyingType(type).Cast<object>().Select(value => string.Create(CultureInfo.InvariantCulture, $"{Enum.GetName(type, value)} = {value}"))
        : type.GetMembers(Declared).Select(LineOf).OfType<string>().Order(StringComparer.Ordinal);

    private static string? LineOf(MemberInfo member) => member switch
    {
        _ when member.IsDefined(typeof(CompilerGeneratedAttribute)) => null,
        FieldInfo { IsPublic: true, IsLiteral: true } field =>
            string.Create(CultureInfo.InvariantCulture, $"const {Name(field.FieldType)} {field.Name} = {field.GetRawConstantValue()}"),
        FieldInfo { IsPublic: true } field => $"{Name(field.FieldType)} {field.Name}",
        ConstructorInfo { IsPublic: true } constructor => $"new({Of(constructor.GetParameters())})",
        PropertyInfo { GetMethod: { IsPublic: true } accessor } property when !IsFromRecord(accessor) => Of(property),
        MethodInfo { IsPublic: true, IsSpecialName: false } method when !IsFromRecord(method) => Of(method),
        _ => null,
    };

    // Object's methods are everyone's; Deconstruct follows from a record's constructor.
    private static bool IsFromRecord(MethodInfo method) =>
        method.GetBaseDefinition().DeclaringType == typeof(object) || method.Name is "Deconstruct" or "<Clone>$";

    private static string Of(ParameterInfo[] parameters) => string.Join(", ", parameters.Select(parameter =>
    {
        var name = Name(parameter.ParameterType, new NullabilityInfoContext().Create(parameter));
        var standard = parameter.HasDefaultValue ? $" = {(parameter.DefaultValue is string text ? $"\"{text}\"" : parameter.DefaultValue ?? "default")}" : "";
        return $"{(parameter.IsOut ? "out " : parameter.ParameterType.IsByRef ? "ref " : "")}{name} {parameter.Name}{standard}";
    }));

    private static string Name(Type type, NullabilityInfo? nullability = null)
    {
        if (type.IsByRef)
        {
            return Name(type.GetElementType()!, nullability);
        }

        if (Nullable.GetUnderlyingType(type) is { } value)
        {
            return Name(value) + "?";
        }

        var mark = !type.IsValueType && nullability?.ReadState == NullabilityState.Nullable ? "?" : "";
        return (type.IsArray ? Name(type.GetElementType()!, nullability?.ElementType) + "[]"
            : Keywords.TryGetValue(type, out var keyword) ? keyword
            : type.IsGenericType ? Generic(type, nullability)
            : type.Name) + mark;
    }

    private static string Generic(Type type, NullabilityInfo? nullability)
    {
        var arguments = type.GetGenericArguments();
        var states = nullability?.GenericTypeArguments ?? [];
        var names = arguments.Select((argument, i) => Name(argument, i < states.Length ? states[i] : null)).ToList();
        return type.FullName!.StartsWith("System.ValueTuple`", StringComparison.Ordinal)
            ? $"({string.Join(", ", names)})"
            : $"{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]}<{string.Join(", ", names)}>";
    }
}
