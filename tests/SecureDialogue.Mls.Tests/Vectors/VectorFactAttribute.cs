namespace SecureDialogue.Mls.Tests.Vectors;

/// <summary>A test over a vector file: not run where there are none, but failing there in CI.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class VectorFactAttribute : FactAttribute
{
    public VectorFactAttribute()
    {
        if (!VectorFolder.IsThere && !VectorFolder.IsDemanded)
        {
            Skip = VectorFolder.Missing;
        }
    }
}
