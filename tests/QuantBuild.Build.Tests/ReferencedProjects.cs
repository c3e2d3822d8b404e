namespace QuantBuild.Build.Tests;

/// <summary>Other projects below a consumer's, which refer to it.</summary>
internal static class ReferencedProjects
{
    /// <summary>A project in a folder of its own that refers to <c>App.csproj</c>, which does not compile it.</summary>
    public static void Write(Consumer app, string name, string properties = "", string items = "")
    {
        app.Write($"{name}/{name}.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                {properties}
              </PropertyGroup>
              <ItemGroup>
                <ProjectReference Include="../App.csproj" />
                {items}
              </ItemGroup>
            </Project>
            """);
        app.Write("Directory.Build.props", $"""
            <Project>
              <PropertyGroup Condition="'$(MSBuildProjectName)' == 'App'"><DefaultItemExcludes>{name}/**</DefaultItemExcludes></PropertyGroup>
            </Project>
            """);
    }
}
